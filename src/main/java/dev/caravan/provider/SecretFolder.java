package dev.caravan.provider;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A secret as Kubernetes mounts it: a folder with one file per key.
 *
 * <p>It holds no content: {@link #read()} reads the files as they are now, so that a rotated secret is seen.
 */
public record SecretFolder(Path path) {
    private static final int MAX_BYTES = 1 << 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF"; // of Windows' editors, and part of nobody's secret

    /**
     * Reads every key, by name; a byte order mark and one trailing newline of a value are dropped.
     *
     * @throws SecretException when the folder or a file is missing, unreadable, empty or not UTF-8
     */
    public Map<String, Secret> read() throws SecretException {
        if (!Files.isDirectory(path)) {
            throw new SecretException("there is no folder " + path);
        }
        Map<String, Secret> values = new TreeMap<>();
        for (Path file : files()) {
            values.put(file.getFileName().toString(), new Secret(content(file)));
        }
        if (values.isEmpty()) {
            throw new SecretException("the folder " + path + " holds no file");
        }
        return values;
    }

    private List<Path> files() throws SecretException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(SecretFolder::isKey).sorted().toList();
        } catch (IOException e) {
            throw new SecretException("the folder " + path + " cannot be read");
        }
    }

    /** Kubernetes keeps the real files in hidden folders ({@code ..data}) behind symbolic links. */
    private static boolean isKey(Path file) {
        return !file.getFileName().toString().startsWith(".") && !Files.isDirectory(file);
    }

    private static String content(Path file) throws SecretException {
        try {
            if (!Files.isRegularFile(file)) {
                throw new SecretException("the file " + file + " is not there, or no plain file");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new SecretException("the file " + file + " is larger than 1 MiB");
            }
            return checked(file, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new SecretException("the file " + file + " is not UTF-8 text");
        } catch (IOException e) {
            throw new SecretException("the file " + file + " cannot be read");
        }
    }

    private static String checked(Path file, String text) throws SecretException {
        String value = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        value = value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
        value = value.endsWith("\r") ? value.substring(0, value.length() - 1) : value;
        if (value.isBlank()) {
            throw new SecretException("the file " + file + " is empty");
        }
        return value;
    }
}
