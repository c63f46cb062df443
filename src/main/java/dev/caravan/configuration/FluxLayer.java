package dev.caravan.configuration;

import dev.caravan.provider.ProviderTypes;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The properties that manifests of Flux amount to, so that all that is checked of properties is checked of them too. */
record FluxLayer(ProviderTypes types, Path secrets, Problems problems) {
    Map<String, Property> read(List<Manifest> manifests) {
        FluxSecrets values = new FluxSecrets(of(Manifest.SECRET, manifests), secrets, problems);
        ManifestNames providers = ManifestNames.of(of(Manifest.PROVIDER, manifests), problems);
        ManifestNames alerts = ManifestNames.of(of(Manifest.ALERT, manifests), problems);
        Map<String, Property> properties = new LinkedHashMap<>();
        providers
                .all()
                .forEach((name, manifest) ->
                        properties.putAll(FluxProvider.properties(manifest, name, values, types, problems)));
        alerts.all()
                .forEach((name, manifest) ->
                        properties.putAll(FluxAlert.properties(manifest, name, providers, problems)));
        return properties;
    }

    private static List<Manifest> of(String kind, List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.kind().equals(kind))
                .toList();
    }
}
