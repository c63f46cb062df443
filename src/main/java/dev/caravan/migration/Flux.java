package dev.caravan.migration;

import dev.caravan.configuration.FluxManifests;
import dev.caravan.provider.ProviderTypes;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Provider, Alert and Secret documents of Flux; {@code flux.manifests} reads them as they are, too. */
public final class Flux {
    private static final Pattern KEY = Pattern.compile("(provider|alert)\\.([^.]+)\\.(.+)");

    private Flux() {}

    /** What these files amount to. */
    public static Migration read(List<Path> files, ProviderTypes types) {
        FluxManifests.Reading reading = FluxManifests.read(files, types);
        Map<String, Map<String, String>> providers = new LinkedHashMap<>();
        Map<String, Map<String, String>> alerts = new LinkedHashMap<>();
        reading.properties().forEach((key, value) -> {
            Matcher parts = KEY.matcher(key);
            if (parts.matches()) {
                (parts.group(1).equals("provider") ? providers : alerts)
                        .computeIfAbsent(parts.group(2), none -> new LinkedHashMap<>())
                        .put(parts.group(3), value);
            }
        });
        Assembly assembly = new Assembly(types);
        reading.problems().forEach(problem -> assembly.left(problem.toString()));
        providers.forEach(assembly::provider);
        alerts.forEach((name, settings) -> {
            String provider = settings.getOrDefault("providers", "");
            settings.remove("providers");
            assembly.alert(name, List.of(provider), settings);
        });
        return assembly.finished();
    }
}
