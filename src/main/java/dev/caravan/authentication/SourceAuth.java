package dev.caravan.authentication;

import dev.caravan.provider.Secret;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one source proves that a request is its own.
 *
 * @param scheme one of {@link Schemes#names()}
 * @param secrets the source's secret by its files
 * @param options what {@code source.<name>.auth.<option>} says, by option
 */
public record SourceAuth(String scheme, Map<String, Secret> secrets, Map<String, String> options) {
    public SourceAuth {
        secrets = Map.copyOf(secrets);
        options = Map.copyOf(options);
    }

    /** The active secrets of a kind: the file of that name and those that add a dot and a word, {@code token.previous}. */
    public List<String> active(String file) {
        return new TreeMap<>(secrets)
                .entrySet().stream()
                        .filter(secret ->
                                secret.getKey().equals(file) || secret.getKey().startsWith(file + "."))
                        .map(secret -> secret.getValue().text())
                        .toList();
    }

    String option(String name, String fallback) {
        return options.getOrDefault(name, fallback);
    }

    /** Names the scheme, never its secrets. */
    @Override
    public String toString() {
        return "SourceAuth[" + scheme + "]";
    }
}
