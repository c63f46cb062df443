package dev.caravan;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A secret as the kubelet mounts it: the files behind {@code ..data}, a symbolic link that is moved over the last one. */
final class MountedSecret {
    private final Path folder;
    private int revision;

    MountedSecret(Path directory, String name) throws IOException {
        this.folder = Files.createDirectories(directory.resolve("secrets").resolve(name));
    }

    MountedSecret holds(Map<String, String> values) throws IOException {
        Path real = Files.createDirectory(folder.resolve("..2026_11_21_" + revision++));
        for (Map.Entry<String, String> value : values.entrySet()) {
            Files.writeString(real.resolve(value.getKey()), value.getValue());
            Path link = folder.resolve(value.getKey());
            if (!Files.isSymbolicLink(link)) {
                Files.createSymbolicLink(link, Path.of("..data", value.getKey()));
            }
        }
        Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), real.getFileName());
        Files.move(next, folder.resolve("..data"), ATOMIC_MOVE, REPLACE_EXISTING);
        return this;
    }
}
