package dev.caravan.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** What may be told of an address that is a secret. */
public final class Address {
    private Address() {}

    /** Whether this is an absolute http or https URL with a host. */
    public static boolean isHttp(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Scheme and host: {@code https://hooks.slack.com/…}; {@code …} for what is no URL. */
    public static String masked(String text) {
        if (!isHttp(text)) {
            return "…";
        }
        URI uri = URI.create(text);
        return uri.getScheme() + "://" + uri.getHost() + "/…";
    }
}
