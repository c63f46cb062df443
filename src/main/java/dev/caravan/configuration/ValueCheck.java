package dev.caravan.configuration;

import dev.caravan.provider.Address;
import dev.caravan.provider.ProviderType;
import dev.caravan.provider.Proxy;
import dev.caravan.provider.Secrets;
import dev.caravan.provider.Setting;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks the value of one setting of a provider, without ever repeating a secret one. */
record ValueCheck(ProviderType type, String property) {
    void check(Property given, Problems problems) {
        String value = given.value();
        if (value.contains("{{")) {
            problem(
                    given,
                    problems,
                    "still holds {{ once it is read, and would be resolved again",
                    "remove the braces");
            return;
        }
        switch (property) {
            case "proxy" -> checkProxy(given, problems);
            case "headers" -> checkHeaders(given, problems);
            case "address" -> checkAddress(given, problems);
            default -> checkSchema(given, problems);
        }
    }

    /** Somebody may have put credentials into a URL. */
    private static final Pattern USER = Pattern.compile("//[^/@]*@");

    /** The setting's description, to follow a clause. */
    String told() {
        String description = setting().map(Setting::description).orElse("").replaceFirst("\\.$", "");
        return description.isEmpty() ? "" : " (" + description + ")";
    }

    static Optional<Proxy> proxy(String value) {
        try {
            return Optional.of(Proxy.parse(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void checkProxy(Property given, Problems problems) {
        if (proxy(given.value()).isEmpty()) {
            problem(given, problems, "is not the URL of a proxy", "write http://host:port or https://host:port");
        }
    }

    private void checkHeaders(Property given, Problems problems) {
        if (Headers.read(given.value()).isEmpty()) {
            problem(
                    given,
                    problems,
                    "is not a YAML map of header names and values of one line each",
                    "write one line per header, Name: value, and none that the connection sets itself, such as Host");
        }
    }

    /** Some types call a project or a hub their address, and say so by a pattern. */
    private void checkAddress(Property given, Problems problems) {
        boolean url = setting()
                .flatMap(Setting::pattern)
                .map(regex -> regex.pattern().startsWith("^http"))
                .orElse(true);
        if (url && !Address.isHttp(given.value())) {
            problem(given, problems, "is not an http or https URL with a host", "write https://host/path");
        } else {
            checkSchema(given, problems);
        }
    }

    private void checkSchema(Property given, Problems problems) {
        setting()
                .flatMap(schema -> schema.check(given.value()))
                .ifPresent(what -> problem(given, problems, what + shown(given), example()));
    }

    private String shown(Property given) {
        boolean secret =
                Secrets.isSecret(property) || setting().map(Setting::password).orElse(true);
        return secret || !given.quotable()
                ? ""
                : ": " + USER.matcher(given.value()).replaceAll("//…@");
    }

    private String example() {
        return setting()
                .map(Setting::example)
                .filter(text -> !text.isEmpty())
                .map(text -> "write something like " + text)
                .orElse("correct it");
    }

    private Optional<Setting> setting() {
        return Optional.ofNullable(type.settings().get(property));
    }

    private void problem(Property given, Problems problems, String what, String remedy) {
        problems.add(given, what + told(), remedy);
    }
}
