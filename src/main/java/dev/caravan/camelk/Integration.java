package dev.caravan.camelk;

import dev.caravan.provider.ProviderSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The two Integrations: one of the routes themselves, one of the image that has all of Caravan. */
record Integration(List<ProviderSettings> providers) {
    /** The routes as {@code spec.flows}. */
    Map<String, Object> ofFlows(List<?> flows, List<String> dependencies) throws IOException {
        Map<String, Object> integration = Yaml.map(Yaml.resource("sources.yaml"));
        Map<String, Object> spec = Yaml.map(integration, "spec");
        List<Object> needed = Yaml.list(spec, "dependencies");
        new TreeSet<>(dependencies)
                .stream().filter(name -> !needed.contains(name)).forEach(needed::add);
        Yaml.list(Yaml.map(spec, "traits", "camel"), "properties").addAll(properties());
        List<Object> all = Yaml.list(spec, "flows");
        all.addAll(flows);
        providers.forEach(provider -> all.add(delivery(provider)));
        return integration;
    }

    private static Map<String, Object> delivery(ProviderSettings provider) {
        List<Object> parameters = List.of(
                new TreeMap<>(Map.of("name", "name", "value", provider.name())),
                new TreeMap<>(Map.of("name", "type", "value", provider.type().name())));
        return Map.of(
                "templatedRoute",
                new TreeMap<>(Map.of(
                        "routeTemplateRef",
                        "deliver-to",
                        "routeId",
                        "deliver-" + provider.name(),
                        "parameters",
                        parameters)));
    }

    private List<String> properties() {
        Map<String, String> properties = new TreeMap<>(new Settings(providers).open());
        properties.put(
                "caravan.providers",
                providers.stream()
                        .map(provider -> "direct:deliver-" + provider.name())
                        .collect(Collectors.joining(",")));
        return properties.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .toList();
    }

    /** The whole gateway: the operator only deploys the image. */
    static Map<String, Object> ofImage(String image) throws IOException {
        Map<String, Object> integration = Yaml.map(Yaml.resource("image.yaml"));
        Yaml.map(integration, "spec", "traits", "container").put("image", image);
        return integration;
    }
}
