package dev.caravan.authentication;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.keys.SnsMessages;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what Amazon SNS signed; the signature stands in the body, so that this scheme alone has to read it. */
record SnsAuthenticator(SnsMessages messages) implements Authenticator {
    private static final ObjectReader JSON = JsonMapper.builder()
            // who names a member twice means something else to every reader
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(Map.class);

    @Override
    public @Nullable Proof proof(Evidence evidence) {
        return Proof.of(messages.accept(json(evidence.body())));
    }

    @Override
    public boolean asks(Evidence evidence, URI address) {
        return messages.ask(json(evidence.body()), address);
    }

    private static @Nullable Object json(Buffer body) {
        try {
            return JSON.readValue(body.getBytes());
        } catch (IOException noJson) {
            return null;
        }
    }
}
