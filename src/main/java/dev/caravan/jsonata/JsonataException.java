package dev.caravan.jsonata;

import com.dashjoin.jsonata.JException;

/** A mapping that does not compile or does not evaluate; tells which, the JSONata code and the place, never the data. */
public final class JsonataException extends RuntimeException {

    JsonataException(String mapping, JException cause) {
        // the library's text may quote the payload, so only its code and place go out
        super("JSONata %s: error %s at character %d".formatted(mapping, cause.getError(), cause.getLocation()));
    }

    JsonataException(String mapping, EndlessException cause) {
        super("JSONata %s: %s".formatted(mapping, cause.getMessage()));
    }

    JsonataException(String mapping, RuntimeException cause) {
        super("JSONata %s: %s".formatted(mapping, cause.getClass().getSimpleName()));
    }
}
