package dev.caravan.door;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;

/** Makes the mapper that reads what strangers send: everything a payload can blow up has a limit. */
public final class DoorJson {
    static final int DEPTH = 64;
    static final int NUMBER = 64;
    private static final int STRING = 256 * 1024;
    private static final int NAME = 1024;
    private static final long TOKENS = 200_000;

    private DoorJson() {}

    /**
     * A strict mapper for untyped reading.
     *
     * @param maxBody longest document in characters
     */
    public static ObjectMapper mapper(long maxBody) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(limits(maxBody))
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                // interned names of strangers would outlive their request
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .addModule(new SimpleModule("caravan-door").addDeserializer(Number.class, new FiniteNumber()))
                .build();
    }

    private static StreamReadConstraints limits(long maxBody) {
        return StreamReadConstraints.builder()
                .maxDocumentLength(maxBody)
                .maxNestingDepth(DEPTH)
                .maxNumberLength(NUMBER)
                .maxStringLength(STRING)
                .maxNameLength(NAME)
                .maxTokenCount(TOKENS)
                .build();
    }
}
