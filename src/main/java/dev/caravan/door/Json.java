package dev.caravan.door;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes the door's few answers, member by member, without reflection. */
public final class Json {
    public static final String TYPE = "application/json";
    public static final String PROBLEM_TYPE = "application/problem+json";

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static String accepted(@Nullable String id, @Nullable String source, @Nullable String status) {
        return object(json -> {
            json.writeStringField("id", id);
            json.writeStringField("source", source);
            json.writeStringField("status", status);
        });
    }

    /** A refusal as the body of {@link #PROBLEM_TYPE}. */
    public static String problem(Problem problem, String requestId) {
        return object(json -> {
            json.writeStringField("type", "/problems/" + problem.code());
            json.writeStringField("title", problem.title());
            json.writeNumberField("status", problem.status());
            json.writeStringField("detail", problem.detail());
            json.writeStringField("instance", "urn:caravan:request:" + requestId);
            json.writeStringField("code", problem.code());
            json.writeStringField("requestId", requestId);
        });
    }

    /** What a source answers. */
    static String text(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("What a source answers is no JSON", e);
        }
    }

    private static String object(Members members) {
        StringWriter text = new StringWriter(128);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory cannot be written", e);
        }
        return text.toString();
    }

    @FunctionalInterface
    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }
}
