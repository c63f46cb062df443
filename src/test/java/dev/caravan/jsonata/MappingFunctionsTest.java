package dev.caravan.jsonata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MappingFunctionsTest {
    private static @Nullable Object of(String document, Map<String, Object> input) {
        return new JsonataExpression("test", document).evaluate(input, Map.of());
    }

    @Test
    void textOfWhatIsMissingOrNullIsEmpty() {
        Map<String, Object> input = new HashMap<>();
        input.put("given", null);
        assertThat(of("$text(given) & $text(missing) & $text(null) & '.'", input))
                .isEqualTo(".");
    }

    @Test
    void textOfValuesIsTheirJson() {
        assertThat(of(
                        "$text(number) & $text(list) & $text(text)",
                        Map.of("number", 5, "list", List.of(1, 2), "text", "a")))
                .isEqualTo("5[1,2]a");
    }

    @Test
    void aCutIsVisibleAndFallsBetweenCodePoints() {
        Map<String, Object> input = Map.of("text", "a🚀🚀🚀");
        assertThat(of("$cut(text, 4)", input)).isEqualTo("a🚀🚀🚀");
        assertThat(of("$cut(text, 3)", input)).isEqualTo("a🚀…");
        assertThat(of("$cut(missing, 3)", input)).isEqualTo("");
    }

    @Test
    void charactersAreEscapedOnce() {
        Map<String, Object> input = Map.of("text", "<!channel> & co");
        assertThat(of("$escape(text, {'&': '&amp;', '<': '&lt;', '>': '&gt;'})", input))
                .isEqualTo("&lt;!channel&gt; &amp; co");
        assertThat(of("$escape(text, {'*': '\\\\*'})", input)).isEqualTo("<!channel> & co");
    }

    @Test
    void whatIsEscapedIsMeasuredAfterThatAndCutBetweenEscapes() {
        Map<String, Object> input = Map.of("text", "ab<<🚀");
        assertThat(of("$escape(text, {'<': '&lt;'}, 11)", input)).isEqualTo("ab&lt;&lt;🚀");
        assertThat(of("$escape(text, {'<': '&lt;'}, 10)", input)).isEqualTo("ab&lt;…");
        assertThat(of("$escape(text, {'<': '&lt;'}, 6)", input)).isEqualTo("ab…");
        assertThat(of("$escape(text, {'<': '&lt;'}, 1)", input)).isEqualTo("…");
        assertThat(of("$escape(text, {'<': '&lt;'}, 0) & $escape(text, {}, -5)", input))
                .isEqualTo("");
        assertThat(of("$escape(missing, {'<': '&lt;'}, 5)", input)).isEqualTo("");
    }

    @Test
    void ofTwoKeysTheFirstDecides() {
        assertThat(of("$escape(text, {'](': '|', ']': '-'})", Map.of("text", "[a](b) [c]")))
                .isEqualTo("[a|b) [c-");
    }

    @Test
    void nobodyIsMentioned() {
        Map<String, Object> input = Map.of("text", "@bob <@1> x@Everyone main@sha1:1 a@b.c");
        assertThat(of("$mute(text) & $mute(missing)", input))
                .isEqualTo("@\u200bbob <@\u200b1> x@\u200bEveryone main@sha1:1 a@b.c");
    }

    @Test
    void whatFitsIsMeasuredInTheBytesThatAreSent() throws Exception {
        String text = "a\"\\\n\u0001é漢🚀<".repeat(3);
        for (int most = 3; most <= 90; most++) {
            Object fitted = of("$fit(text, {'<': '&lt;'}, " + most + ")", Map.of("text", text));
            int bytes = new ObjectMapper().writeValueAsBytes(fitted).length - 2;
            assertThat(bytes).isLessThanOrEqualTo(most).isGreaterThan(Math.min(most, 87) - 13);
        }
        assertThat(of("$bytes(['é', text])", Map.of("text", "🚀"))).isEqualTo(21);
    }

    @Test
    void aBodyIsSignedByItsBytes() {
        String expected = "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8";
        String text = "The quick brown fox jumps over the lazy dog";
        String document = "$hmac(body, 'key', 'SHA-256')";
        assertThat(of(document, Map.of("body", text))).isEqualTo(expected);
        assertThat(of(document, Map.of("body", text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(expected);
        assertThat(of("$hmac(body, 'key', 'SHA-1')", Map.of("body", text)))
                .isEqualTo("de7c9b85b8b78aa6bc8a7a36f70a90701c9db4d9");
    }
}
