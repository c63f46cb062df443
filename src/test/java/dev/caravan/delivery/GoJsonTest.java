package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoJsonTest {
    /** The right column is what {@code encoding/json} of Go writes. */
    @ParameterizedTest
    @CsvSource({
        "a<b>&c, a\\u003cb\\u003e\\u0026c",
        "'\u2028 \u2029', \\u2028 \\u2029",
        "'\b\f\n\r\t\u0001\u001f\u001b', \\b\\f\\n\\r\\t\\u0001\\u001f\\u001b",
        "'\u007f/''', '\u007f/'''",
        "\"\\, \\\"\\\\",
        "é漢🚀, é漢🚀",
    })
    void aTextIsWrittenAsGoWritesIt(String text, String written) throws Exception {
        byte[] json = new GoJson().writeValueAsBytes(Map.of(text, text));

        assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo("{\"%1$s\":\"%1$s\"}".formatted(written));
    }
}
