package dev.caravan.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** What may be told of an address that is a secret. */
public final class Address {
    private static final int LAST_PORT = 65_535;

    private Address() {}

    /** Whether this is an absolute http or https URL with a host. */
    public static boolean isHttp(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getPort() <= LAST_PORT;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The path of an http or https URL, where that says anything. */
    static Optional<String> path(String text) {
        return Optional.of(text)
                .filter(Address::isHttp)
                .map(address -> URI.create(address).getRawPath())
                .filter(path -> path.length() > 1);
    }

    /** Scheme, host and port: {@code https://hooks.slack.com/…}; {@code …} for what is no URL. */
    public static String masked(String text) {
        if (!isHttp(text)) {
            return "…";
        }
        URI uri = URI.create(text);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port + "/…";
    }
}
