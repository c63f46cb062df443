package dev.caravan.jsonata;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parts of a Git repository's address in any form that Git takes over a network. */
final class Repository {
    private static final Pattern URL =
            Pattern.compile("(?<scheme>https?|ssh)://(?:[^@/]*@)?(?<host>\\[[^]]*]|[^:/]+)(?<port>:\\d+)?/(?<path>.*)");
    /** What scp understands: {@code git@host:path}. */
    private static final Pattern SCP = Pattern.compile("(?:[^@/]*@)?(?<host>[^:/@]+):(?!//)(?<path>.*)");

    private Repository() {}

    /** Its host, the {@code url} of that, and the decoded {@code segments} of the path; nothing for another text. */
    static @Nullable Map<String, Object> parts(@Nullable Object address) {
        String text = MappingFunctions.text(address).strip();
        Matcher url = URL.matcher(text);
        if (url.matches()) {
            boolean ssh = url.group("scheme").equals("ssh"); // its port is not the API's
            String port = ssh || url.group("port") == null ? "" : url.group("port");
            return parts(ssh ? "https" : url.group("scheme"), url.group("host"), port, url.group("path"));
        }
        Matcher scp = SCP.matcher(text);
        return scp.matches() ? parts("https", scp.group("host"), "", scp.group("path")) : null;
    }

    private static Map<String, Object> parts(String scheme, String name, String port, String path) {
        String host = name.toLowerCase(Locale.ROOT);
        String[] segments =
                path.replaceFirst("/*$", "").replaceFirst("\\.git$", "").split("/+");
        return Map.of(
                "host",
                host,
                "url",
                scheme + "://" + host + port,
                "segments",
                Stream.of(segments)
                        .filter(segment -> !segment.isEmpty())
                        .map(Repository::decoded)
                        .toList());
    }

    /** Whoever uses a segment encodes it for the place it takes, so it must not be encoded already. */
    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment; // a percent sign that encodes nothing
        }
    }
}
