package dev.caravan.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** An HTTP proxy on the way to a provider, with the credentials that stood in its URL. */
public record Proxy(String scheme, String host, int port, Optional<Secret> username, Optional<Secret> password) {
    /**
     * Reads {@code http(s)://[user:password@]host:port}.
     *
     * @throws IllegalArgumentException when the text is anything else; the message does not repeat it
     */
    public static Proxy parse(String text) {
        URI uri = uri(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean bare = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
        if (!scheme.matches("https?")
                || uri.getHost() == null
                || uri.getPort() < 1
                || uri.getPort() > 65_535
                || !bare) {
            throw new IllegalArgumentException("not a proxy");
        }
        Optional<String> user = Optional.ofNullable(uri.getRawUserInfo());
        return new Proxy(
                scheme,
                uri.getHost(),
                uri.getPort(),
                user.map(info -> part(info, 0)),
                user.filter(info -> info.contains(":")).map(info -> part(info, 1)));
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            if (uri.isOpaque() || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new IllegalArgumentException("not a proxy");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a proxy");
        }
    }

    private static Secret part(String info, int index) {
        String raw = info.split(":", 2)[index].replace("+", "%2B");
        return new Secret(URLDecoder.decode(raw, StandardCharsets.UTF_8));
    }
}
