package dev.caravan.explain;

import dev.caravan.explain.Explanation.Request;
import dev.caravan.provider.Address;
import dev.caravan.provider.ProviderSettings;
import dev.caravan.provider.Setting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Makes a request fit to be shown. */
record Requests(Mask mask) {
    Request masked(ProviderSettings provider, Sent sent) {
        String url =
                isSecret(provider) && Address.isHttp(sent.url()) ? Address.masked(sent.url()) : mask.text(sent.url());
        Map<String, String> headers = new LinkedHashMap<>();
        sent.headers().forEach((name, value) -> headers.put(name, header(provider, name, value)));
        return new Request(sent.method(), url, headers, Objects.requireNonNullElse(mask.tree(sent.body()), ""));
    }

    /** The client may have written the address in another way, so that looking for its text is not enough. */
    private static boolean isSecret(ProviderSettings provider) {
        Setting address = provider.type().settings().get("address");
        return provider.values().containsKey("address") && address != null && address.password();
    }

    private String header(ProviderSettings provider, String name, String value) {
        boolean hidden = name.equalsIgnoreCase("Authorization")
                || name.equalsIgnoreCase("Proxy-Authorization")
                || provider.headers().keySet().stream().anyMatch(name::equalsIgnoreCase);
        return hidden ? scheme(value) + "…" : mask.text(value);
    }

    /** Whether it is Bearer or Basic may be known. */
    private static String scheme(String value) {
        return value.matches("(?i)(bearer|basic|token) .*") ? value.substring(0, value.indexOf(' ') + 1) : "";
    }
}
