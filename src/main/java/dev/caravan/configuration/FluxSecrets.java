package dev.caravan.configuration;

import dev.caravan.provider.SecretException;
import dev.caravan.provider.SecretFolder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Secrets that Providers name: documents of the manifests, or folders as Kubernetes mounts them. */
final class FluxSecrets {
    private static final Shape SHAPE = Shape.object(Map.of(
            "apiVersion", Shape.TEXT,
            "kind", Shape.TEXT,
            "metadata", Shape.ANY,
            "type", Shape.TEXT,
            "immutable", Shape.TEXT,
            "data", Shape.LABELS,
            "stringData", Shape.LABELS));

    private final Optional<Path> folders;
    private final Problems problems;
    private final ManifestNames names;
    private final Map<String, Map<String, Property>> values = new LinkedHashMap<>();

    FluxSecrets(List<Manifest> secrets, Path folders, Problems problems) {
        this(secrets, Optional.of(folders), problems);
    }

    private FluxSecrets(List<Manifest> secrets, Optional<Path> folders, Problems problems) {
        this.folders = folders;
        this.problems = problems;
        this.names = ManifestNames.of(secrets, problems);
        secrets.forEach(secret -> values.putIfAbsent(secret.id(), read(secret.root())));
    }

    /** Those of a cluster, where a reference means no folder. */
    static FluxSecrets ofCluster(List<Manifest> secrets, Problems problems) {
        return new FluxSecrets(secrets, Optional.empty(), problems);
    }

    /** The values of a Secret that is a document, by key. */
    Optional<Map<String, Property>> document(String namespace, String name) {
        return Optional.ofNullable(values.get(namespace + "/" + name));
    }

    /** Whether a reference means a folder; one that most likely means a document of another namespace is a problem. */
    boolean isFolder(Manifest manifest, Field reference, String name) {
        if (values.containsKey(manifest.namespace() + "/" + name)) {
            return false;
        }
        if (folders.isEmpty()) {
            reference.problem(
                    problems,
                    "names the Secret " + name + ", which namespace " + manifest.namespace()
                            + " has not, or which may not be read there",
                    "add it, or let Caravan's ServiceAccount get, list and watch it");
            return false;
        }
        Optional<String> namespace = names.elsewhere(name);
        namespace.ifPresent(other -> reference.problem(
                problems,
                "names the Secret " + name + ", which namespace " + manifest.namespace() + " has not, but " + other,
                "move one to the other's namespace"));
        return namespace.isEmpty();
    }

    /** The values of a folder, by key; empty, and a problem, when it cannot be read. */
    Optional<Map<String, Property>> folder(Field reference, String name, Problems problems) {
        Path mounted = folders.orElseThrow();
        Path folder = mounted.resolve(name).normalize();
        if (!mounted.equals(folder.getParent())) {
            reference.problem(problems, "is not the name of a Secret", "name a Secret, or a folder of " + mounted);
            return Optional.empty();
        }
        try {
            return Optional.of(read(folder));
        } catch (SecretException e) {
            reference.problem(
                    problems,
                    "cannot be used, " + e.getMessage(),
                    "add the Secret to the manifests, or mount it as a folder in " + mounted);
            return Optional.empty();
        }
    }

    private static Map<String, Property> read(Path folder) throws SecretException {
        Map<String, Property> read = new LinkedHashMap<>();
        SecretFolder secret = new SecretFolder(folder);
        secret.read().forEach((key, value) -> {
            String where = folder.resolve(key).toString();
            read.put(key, new Property(key, value.text(), where, false, true, Optional.of(secret)));
        });
        return read;
    }

    /** What stands in {@code stringData} wins, as in Kubernetes. */
    private Map<String, Property> read(Field root) {
        SHAPE.check(root, problems);
        Map<String, Property> read = new LinkedHashMap<>();
        root.field("data")
                .ifPresent(data -> data.fields()
                        .forEach((key, field) -> field.text()
                                .flatMap(text -> decoded(field, text))
                                .ifPresent(text -> put(read, key, field, text))));
        root.field("stringData")
                .ifPresent(data -> data.fields()
                        .forEach((key, field) -> field.text()
                                .filter(text -> isPlain(field, text))
                                .ifPresent(text -> put(read, key, field, text))));
        return read;
    }

    private void put(Map<String, Property> read, String key, Field field, String text) {
        String value = text.replaceFirst("\\r?\\n\\z", "");
        if (value.isBlank()) {
            field.problem(problems, "is empty", "give it a value, or remove it");
        } else {
            read.put(key, field.property(key, value, false));
        }
    }

    private Optional<String> decoded(Field field, String text) {
        if (!isPlain(field, text)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text.replaceAll("[\\r\\n]", ""));
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException e) {
            field.problem(problems, "is not base64", "encode the value, or write it under stringData as it is");
        } catch (CharacterCodingException e) {
            field.problem(problems, "is not UTF-8 text once it is decoded", "encode a text");
        }
        return Optional.empty();
    }

    /** SOPS leaves the document's form and replaces its values. */
    private boolean isPlain(Field field, String text) {
        boolean encrypted = text.startsWith("ENC[");
        if (encrypted) {
            field.problem(
                    problems,
                    "is encrypted",
                    "decrypt it"
                            + folders.map(mounted -> ", or mount the Secret as a folder in " + mounted)
                                    .orElse(""));
        }
        return !encrypted;
    }
}
