package dev.caravan.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.provider.SecretFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretWatchTest {
    @TempDir
    Path folder;

    private final List<Set<SecretFolder>> told = new ArrayList<>();

    private SecretWatch watch(boolean takes) {
        return new SecretWatch(Set.of(new SecretFolder(folder)), changed -> {
            told.add(changed);
            return takes ? changed : Set.of();
        });
    }

    private void write(String token) throws Exception {
        Files.writeString(folder.resolve("token"), token);
    }

    @Test
    void aChangeIsToldOnceItHasComeToRest() throws Exception {
        write("first");
        try (SecretWatch watch = watch(true)) {
            watch.look();
            watch.look();
            assertThat(told).as("what changed since it was read").hasSize(1);
            write("");
            watch.look();
            write("second");
            watch.look();
            assertThat(told).as("while it is written").hasSize(1);
            watch.look();
            watch.look();
            assertThat(told).hasSize(2);
        }
    }

    @Test
    void whatWasNotTakenIsToldAgain() throws Exception {
        write("first");
        try (SecretWatch watch = watch(false)) {
            watch.look();
            watch.look();
            watch.look();
            assertThat(told).hasSize(2);
        }
    }

    @Test
    void aSecretThatGoesIsAChangeToo() throws Exception {
        write("first");
        try (SecretWatch watch = watch(true)) {
            watch.look();
            watch.look();
            Files.delete(folder.resolve("token"));
            watch.look();
            watch.look();
            assertThat(told).hasSize(2);
        }
    }
}
