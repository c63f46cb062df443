package dev.caravan.camelk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** YAML as maps and lists that keep their order. */
final class Yaml {
    private static final DumpSettings BLOCKS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(160)
            .build();

    private Yaml() {}

    static Object read(Path file) throws IOException {
        return new Load(LoadSettings.builder().setLabel(file.toString()).build())
                .loadFromString(Files.readString(file));
    }

    /** A file of this package's resources. */
    static Object resource(String name) throws IOException {
        try (InputStream in = Yaml.class.getResourceAsStream("/camel-k/" + name)) {
            return new Load(LoadSettings.builder().setLabel(name).build()).loadFromInputStream(in);
        }
    }

    static void write(Path file, Object tree) throws IOException {
        Files.writeString(file, new Dump(BLOCKS).dumpToString(tree));
    }

    /** The map below another. */
    @SuppressWarnings("unchecked") // keys of ours are texts
    static Map<String, Object> map(Map<String, Object> parent, String... names) {
        Map<String, Object> found = parent;
        for (String name : names) {
            found = (Map<String, Object>) Objects.requireNonNull(found.get(name), name);
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Map<String, Object> parent, String name) {
        return (List<Object>) Objects.requireNonNull(parent.get(name), name);
    }
}
