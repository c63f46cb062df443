package dev.caravan;

import dev.caravan.provider.ProviderType;
import dev.caravan.provider.ProviderTypeException;
import dev.caravan.provider.ProviderTypes;
import dev.caravan.provider.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One way to set up a provider type, read from its Kamelet: each of its formats, and with a token where it takes one instead of
 * an address.
 *
 * @param format empty for a type that has none
 * @param token whether it is set up with a token
 */
record Variant(ProviderType type, String format, boolean token) {
    /** A secret that must never be seen again; it is part of every address and the whole of every token. */
    static final String CANARY = "c4n4ry-7f3a91";

    static List<Variant> all() {
        ProviderTypes types = ProviderTypes.in(RunningGateway.ROUTES.resolve("providers"));
        return types.names().stream()
                .map(name -> type(types, name))
                .flatMap(Variant::of)
                .toList();
    }

    /** Those that speak HTTP by a client of Caravan's. */
    static List<Variant> onTheWire() {
        return all().stream()
                .filter(variant -> variant.contract().wire().equals("http"))
                .toList();
    }

    private static ProviderType type(ProviderTypes types, String name) {
        try {
            return types.get(name);
        } catch (ProviderTypeException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Variant> of(ProviderType type) {
        List<String> choices = Optional.ofNullable(type.settings().get("format"))
                .map(Setting::choices)
                .filter(formats -> !formats.isEmpty())
                .orElse(List.of(""));
        return choices.stream()
                .flatMap(format -> type.oneOf().contains("token")
                        ? Stream.of(new Variant(type, format, false), new Variant(type, format, true))
                        : Stream.of(new Variant(type, format, false)));
    }

    /** As a provider's name. */
    String name() {
        return type.name() + (format.isEmpty() ? "" : "-" + format) + (token ? "-token" : "");
    }

    Contract contract() {
        return Contract.of(type);
    }

    /** The properties of a provider of this kind: unlimited, with the canary in each secret, and what its contract wants. */
    Map<String, String> properties(String provider, String address) {
        Map<String, String> own = new TreeMap<>(Map.of("type", type.name(), "rate", "0", "timeout", "20s"));
        type.settings().values().stream()
                .filter(this::isGiven)
                .forEach(setting -> own.put(setting.key(), value(setting)));
        if (type.declares("client")) {
            own.put("address", address);
        }
        if (!format.isEmpty()) {
            own.put("format", format);
        }
        own.putAll(contract().settings(address));
        Map<String, String> properties = new TreeMap<>();
        own.forEach((key, value) -> properties.put("provider." + provider + "." + key, value));
        return properties;
    }

    /** What the type wants, and every secret it takes: but of an address and a token that stand for each other only the one. */
    private boolean isGiven(Setting setting) {
        boolean other = type.oneOf().contains(setting.name()) && setting.name().equals("token") != token;
        return type.offers(setting.name())
                && !other
                && (setting.password() || type.required().contains(setting.name()));
    }

    /** The canary in the first form that the setting takes. */
    private static String value(Setting setting) {
        if (!setting.password()) {
            return setting.example();
        }
        return Stream.of("X-Canary: " + CANARY, CANARY, "caravan:" + CANARY, setting.example())
                .filter(form -> form.contains(": ") == setting.name().equals("headers"))
                .filter(form -> setting.check(form).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return name();
    }
}
