package dev.caravan;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** What bench/fuzz begins with and what it has found, tried once: {@code src/test/fuzz/<target>}. */
final class FuzzedInputsTest {
    @TestFactory
    Stream<DynamicTest> theDoorAnswersAll() {
        return inputs("door", DoorFuzz::fuzzerTestOneInput);
    }

    @TestFactory
    Stream<DynamicTest> mappingsBreakAtNone() {
        return inputs("mapping", MappingFuzz::fuzzerTestOneInput);
    }

    @TestFactory
    Stream<DynamicTest> messagesBreakAtNone() {
        return inputs("message", MessageFuzz::fuzzerTestOneInput);
    }

    private static Stream<DynamicTest> inputs(String target, ThrowingConsumer<byte[]> check) {
        return Samples.files(Path.of("src/test/fuzz", target))
                .map(file -> dynamicTest(file.getFileName().toString(), () -> check.accept(Files.readAllBytes(file))));
    }
}
