package dev.caravan.door;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.io.Serial;

/** Reads numbers as Jackson does, but refuses {@code 1e999}, which would become an Infinity that JSON cannot write. */
final class FiniteNumber extends StdScalarDeserializer<Number> {
    @Serial
    private static final long serialVersionUID = 1;

    private static final Problem OUT_OF_RANGE =
            Problem.of(400, "number-out-of-range", "Number out of range", "A number is larger than a double holds.");

    FiniteNumber() {
        super(Number.class);
    }

    @Override
    public Number deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        Number number = parser.getNumberValue();
        if (number instanceof Double decimal && decimal.isInfinite()) {
            throw OUT_OF_RANGE.exception();
        }
        return number;
    }
}
