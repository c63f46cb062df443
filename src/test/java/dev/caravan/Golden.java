package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file that holds what was right when somebody last looked; {@code -Dcaravan.rewrite=true} writes it anew. */
final class Golden {
    private static final int LONG = 1000;
    private static final int SHOWN = 60;

    private Golden() {}

    static void check(Path file, @Nullable Object actual) throws IOException {
        String text = Samples.pretty(abbreviated(actual));
        if (Boolean.getBoolean("caravan.rewrite")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return;
        }
        assertThat(file)
                .as("golden file; -Dcaravan.rewrite=true writes it, then read the diff")
                .exists();
        assertThat(text).as(file.toString()).isEqualTo(Files.readString(file));
    }

    /** A very long text as its two ends, its length and its hash, so that a golden file can be read. */
    private static @Nullable Object abbreviated(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, member) -> copy.put(key, abbreviated(member)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Golden::abbreviated).toList();
        }
        return value instanceof String text && text.length() > LONG ? ends(text) : value;
    }

    private static String ends(String text) {
        return "%s … [%d characters, SHA-256 %s] … %s"
                .formatted(
                        text.substring(0, text.offsetByCodePoints(0, SHOWN)),
                        text.length(),
                        hash(text),
                        text.substring(text.offsetByCodePoints(text.length(), -SHOWN)));
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
