package dev.caravan.configuration;

import dev.caravan.provider.ProviderType;
import dev.caravan.provider.ProviderTypes;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Manifests of Flux outside of a configuration, to make one of them. */
public final class FluxManifests {
    private FluxManifests() {}

    /**
     * What manifests say.
     *
     * @param properties by key, secrets among them
     * @param problems what cannot be honoured, with its file and line
     */
    public record Reading(Map<String, String> properties, List<ConfigurationProblem> problems) {
        /** Names no value. */
        @Override
        public String toString() {
            return "Reading" + properties.keySet();
        }
    }

    /** Reads all documents of these files. */
    public static Reading read(List<Path> files, ProviderTypes types) {
        Path directory = Path.of("").toAbsolutePath();
        String names = files.stream().map(Path::toString).collect(Collectors.joining(","));
        Problems problems = new Problems();
        List<Manifest> manifests =
                Manifests.read(directory, new Property("flux.manifests", names, "command line", true), problems);
        Map<String, String> properties = new LinkedHashMap<>();
        Map<String, Property> read = new FluxLayer(types, directory.resolve("secrets"), problems).read(manifests);
        read.forEach((key, property) -> {
            String[] words = key.split("\\.", 3);
            Optional<ProviderType> type = Optional.ofNullable(read.get(words[0] + "." + words[1] + ".type"))
                    .flatMap(named -> types.find(named.value()));
            if (type.isPresent() && !ProviderKeys.takes(type.get(), words[2])) {
                problems.add(property, "is nothing that type " + type.get().name() + " has", "");
            } else {
                properties.put(key, property.value());
            }
        });
        return new Reading(properties, problems.all());
    }
}
