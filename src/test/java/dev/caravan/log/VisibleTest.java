package dev.caravan.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000", "\u0008", "\u001b", "\u007f", "\u0085", "\u009b", "\u061c", "\u200e", "\u200f", "\u2028",
                "\u2029", "\u202a", "\u202e", "\u2066", "\u2069", "\ufeff"
            })
    void whatForgesALineIsShownAsItsEscape(String character) {
        assertThat(Visible.text("a" + character + "b")).isEqualTo("a\\u%04xb".formatted((int) character.charAt(0)));
    }

    @Test
    void lineBreaksAreShownByTheirNames() {
        assertThat(Visible.text("a\r\n2026-01-01 INFO forged\t")).isEqualTo("a\\r\\n2026-01-01 INFO forged\\t");
    }

    @Test
    void whatPeopleWriteStaysAsItIs() {
        String text = "Größe 写 👩‍👩‍👧 \\n \"quoted\" ~";
        assertThat(Visible.text(text)).isSameAs(text);
    }
}
