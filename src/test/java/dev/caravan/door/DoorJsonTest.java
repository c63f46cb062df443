package dev.caravan.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a payload costs before it is refused, seen without a clock; {@code bench/badday B7 B12} takes the time. */
final class DoorJsonTest {
    private static final int LIMIT = 1024 * 1024;
    private static final ObjectMapper MAPPER = DoorJson.mapper(LIMIT);

    @Test
    void nothingBehindTheDeepestLevelIsRead() {
        Counted deep = new Counted("[".repeat(LIMIT));
        // in a thread of its own, since the parser keeps the largest buffer that a thread has needed
        CompletableFuture.runAsync(
                        () -> assertThatThrownBy(() -> MAPPER.readValue(deep, Object.class))
                                .isInstanceOf(StreamConstraintsException.class),
                        task -> new Thread(task).start())
                .join();
        assertThat(deep.characters).as("one buffer of the parser").isLessThan(10_000);
    }

    /** To make a number of its digits takes the square of the time. */
    @Test
    void aLongNumberIsRefusedBeforeItBecomesOne() throws Exception {
        for (String number :
                new String[] {"9".repeat(100_000), "0." + "9".repeat(100_000), "9e" + "9".repeat(100_000)}) {
            try (JsonParser parser = MAPPER.createParser(number)) {
                assertThatThrownBy(parser::nextToken).isInstanceOf(StreamConstraintsException.class);
            }
        }
    }

    private static final class Counted extends Reader {
        private final Reader text;
        private int characters;

        Counted(String text) {
            this.text = new StringReader(text);
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = text.read(buffer, offset, length);
            characters += Math.max(read, 0);
            return read;
        }

        @Override
        public void close() {}
    }
}
