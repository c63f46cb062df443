package dev.caravan.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.Map;

/** Events as JSON text and back. */
final class EventText {
    private final ObjectWriter writer;
    private final ObjectReader reader;

    EventText() {
        ObjectMapper mapper = new ObjectMapper();
        writer = mapper.writer();
        reader = mapper.readerFor(new TypeReference<Map<String, Object>>() {});
    }

    String write(Map<String, Object> event) {
        try {
            return writer.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new JournalException("event cannot be written as JSON", e);
        }
    }

    Map<String, Object> read(String text) {
        try {
            return reader.readValue(text);
        } catch (JsonProcessingException e) {
            throw new JournalException("event in the journal is not JSON", e);
        }
    }
}
