package dev.caravan.configuration;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A proxy's address and its credentials, put together as one URL. */
final class FluxProxy {
    private FluxProxy() {}

    static Optional<Property> of(Field reference, Map<String, Property> values, Problems problems) {
        Property address = values.get("address");
        if (address == null) {
            reference.problem(problems, "names a Secret without address", "add the proxy's URL under the key address");
            return Optional.empty();
        }
        Property username = values.get("username");
        Property password = values.get("password");
        if (username == null && password == null) {
            return Optional.of(address);
        }
        if (username == null || password == null) {
            reference.problem(
                    problems, "names a Secret with only one of username and password", "add the other, or remove both");
            return Optional.empty();
        }
        return Optional.of(address.withValue(url(address.value().strip(), username.value(), password.value())));
    }

    /** Credentials of their own win over those in the URL. */
    private static String url(String address, String username, String password) {
        String bare = address.replaceFirst("^([^:/]+://)[^/@]*@", "$1");
        return bare.replaceFirst("://", "://" + encoded(username) + ":" + encoded(password) + "@");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
