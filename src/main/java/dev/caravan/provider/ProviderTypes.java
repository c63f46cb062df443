package dev.caravan.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The provider types of an installation: every folder {@code <type>} that holds a {@code <type>.kamelet.yaml}. */
public final class ProviderTypes {
    private final Path folder;
    private final Set<String> names;
    private final Map<String, ProviderType> read = new HashMap<>();

    private ProviderTypes(Path folder, Set<String> names) {
        this.folder = folder;
        this.names = names;
    }

    /** Looks which types there are; a Kamelet is read when it is asked for, as most installations use one or two. */
    public static ProviderTypes in(Path folder) {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> folders = Files.list(folder)) {
            folders.map(path -> path.getFileName().toString())
                    .filter(name -> Files.isRegularFile(kamelet(folder, name)))
                    .forEach(names::add);
        } catch (IOException e) {
            return new ProviderTypes(folder, Set.of());
        }
        return new ProviderTypes(folder, Collections.unmodifiableSet(names));
    }

    public Path folder() {
        return folder;
    }

    /** The names of all types, sorted. */
    public Set<String> names() {
        return names;
    }

    /**
     * The type of this name.
     *
     * @throws ProviderTypeException when there is none, or when its Kamelet cannot be read
     */
    public synchronized ProviderType get(String name) throws ProviderTypeException {
        @Nullable ProviderType known = read.get(name);
        if (known != null) {
            return known;
        }
        if (!names.contains(name)) {
            throw new ProviderTypeException(folder.toString(), "there is no provider type " + name);
        }
        ProviderType type =
                new KameletFile(name, folder.resolve(name).toAbsolutePath().normalize(), kamelet(folder, name)).read();
        read.put(name, type);
        return type;
    }

    /** The type of this name, if there is one whose Kamelet can be read. */
    public Optional<ProviderType> find(String name) {
        try {
            return Optional.of(get(name));
        } catch (ProviderTypeException e) {
            return Optional.empty();
        }
    }

    /** All types whose Kamelets can be read. */
    public Stream<ProviderType> all() {
        return names.stream().flatMap(name -> find(name).stream());
    }

    private static Path kamelet(Path folder, String name) {
        return folder.resolve(name).resolve(name + ".kamelet.yaml");
    }
}
