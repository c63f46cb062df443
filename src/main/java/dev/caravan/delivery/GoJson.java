package dev.caravan.delivery;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON byte for byte as Go does, and so Flux: receivers compare and sign those bytes. What HTML or JavaScript would read is
 * escaped, digits are lower-case, and everything else beyond ASCII stands as it is.
 */
public final class GoJson extends ObjectMapper {
    public GoJson() {
        super(new JsonFactoryBuilder()
                .characterEscapes(new Escapes())
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .build());
    }

    private static final class Escapes extends CharacterEscapes {
        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            for (int character = 0; character < codes.length; character++) {
                boolean numbered = codes[character] == ESCAPE_STANDARD;
                codes[character] = numbered || "<>&".indexOf(character) >= 0 ? ESCAPE_CUSTOM : codes[character];
            }
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            boolean plain = character >= 0x80 && character != '\u2028' && character != '\u2029';
            return plain ? null : new SerializedString("\\u%04x".formatted(character));
        }
    }
}
