package dev.caravan.jsonata;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.door.DoorJson;
import dev.caravan.door.ProblemException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What a text inside of a document says once it is decoded. Strangers wrote it, so nothing is what comes of a wrong one. */
final class Encoded {
    private static final long LONGEST = 16 << 20;
    // within a text the same limits hold as for the body around it
    private static final ObjectMapper JSON = DoorJson.mapper(LONGEST);

    private Encoded() {}

    /** {@code $json(text)}: what a JSON text says; nothing for a text that is none, such as a page in HTML. */
    static @Nullable Object json(@Nullable Object value) {
        try {
            return JSON.readValue(MappingFunctions.text(value), Object.class);
        } catch (JsonProcessingException | ProblemException e) {
            return null;
        }
    }

    /** {@code $unbase64(text)}: the text that is written in base64; nothing for what is no base64. */
    static @Nullable String base64(@Nullable Object value) {
        try {
            return new String(Base64.getDecoder().decode(MappingFunctions.text(value)), UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
