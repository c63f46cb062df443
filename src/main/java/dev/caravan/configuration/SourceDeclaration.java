package dev.caravan.configuration;

import dev.caravan.authentication.Schemes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a source's folder says of those who send to it.
 *
 * @param auth the scheme of their product, which a secret of the source is used by unless said otherwise
 * @param mediaTypes what they may call their JSON besides JSON
 * @param knownBy the header fields that tell them from a web page, which could send these types too
 */
public record SourceDeclaration(String auth, Set<String> mediaTypes, Set<String> knownBy) {
    private static final String AUTH = "auth";
    private static final String MEDIA_TYPES = "media-types";
    private static final String KNOWN_BY = "known-by";
    private static final List<String> KEYS = List.of(AUTH, MEDIA_TYPES, KNOWN_BY);

    static SourceDeclaration of(Map<String, Property> properties, Problems problems) {
        properties.values().stream()
                .filter(property -> !KEYS.contains(property.key()))
                .forEach(property ->
                        problems.add(property, "is not a known property", Suggestion.remedy(property.key(), KEYS)));
        return new SourceDeclaration(
                scheme(properties.get(AUTH), problems),
                words(properties.get(MEDIA_TYPES)),
                words(properties.get(KNOWN_BY)));
    }

    private static String scheme(@Nullable Property auth, Problems problems) {
        if (auth == null) {
            return "token";
        }
        if (Schemes.names().contains(auth.value())) {
            return auth.value();
        }
        problems.add(auth, "is not a scheme there is", SourcesReader.remedy(auth.value()));
        return "token";
    }

    private static Set<String> words(@Nullable Property list) {
        String text = list == null ? "" : list.value().toLowerCase(Locale.ROOT);
        return new LinkedHashSet<>(Type.LIST.parse().apply(text));
    }
}
