package dev.caravan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** What stands where in an answer. */
final class JsonPaths {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonPaths() {}

    /** One member of each entry of a list. */
    static List<String> texts(String json, String list, String member) throws JsonProcessingException {
        List<String> texts = new ArrayList<>();
        JSON.readTree(json)
                .at(list)
                .forEach(entry -> texts.add(entry.path(member).asText()));
        return texts;
    }
}
