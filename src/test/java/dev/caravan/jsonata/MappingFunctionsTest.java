package dev.caravan.jsonata;

import static org.assertj.core.api.Assertions.assertThat;

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
}
