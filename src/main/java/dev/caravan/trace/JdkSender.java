package dev.caravan.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** POSTs spans with the JDK's client, and tells once when they do not arrive and once when they do again. */
final class JdkSender implements HttpSender {
    private static final Logger LOG = LoggerFactory.getLogger(JdkSender.class);

    private final HttpSenderConfig config;
    private final HttpClient client;
    private final AtomicBoolean failing = new AtomicBoolean();

    JdkSender(HttpSenderConfig config) {
        this.config = config;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.getConnectTimeout())
                .build();
    }

    @Override
    public void send(MessageWriter message, Consumer<HttpResponse> answered, Consumer<Throwable> failed) {
        HttpRequest request;
        try {
            request = request(message);
        } catch (IOException e) {
            failed.accept(e);
            return;
        }
        var unused = client.sendAsync(request, BodyHandlers.ofByteArray()).whenComplete((response, failure) -> {
            if (failure != null) {
                tell(cause(failure).getClass().getSimpleName());
                failed.accept(failure);
            } else {
                tell(response.statusCode() / 100 == 2 ? null : "status " + response.statusCode());
                answered.accept(new Answer(response));
            }
        });
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private HttpRequest request(MessageWriter message) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(config.getEndpoint())
                .timeout(config.getTimeout())
                .header("Content-Type", config.getContentType());
        config.getHeadersSupplier()
                .get()
                .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Compressor compressor = config.getCompressor();
        if (compressor == null) {
            message.writeMessage(body);
        } else {
            request.header("Content-Encoding", compressor.getEncoding());
            try (OutputStream compressed = compressor.compress(body)) {
                message.writeMessage(compressed);
            }
        }
        return request.POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
    }

    private void tell(@Nullable String problem) {
        if (problem == null && failing.compareAndSet(true, false)) {
            LOG.info("Traces are taken again at {}", config.getEndpoint().getAuthority());
        }
        if (problem != null && failing.compareAndSet(false, true)) {
            LOG.warn(
                    "Traces are dropped: {} does not take them ({}); check tracing.endpoint and tracing.headers. Events are delivered all the same.",
                    config.getEndpoint().getAuthority(),
                    problem);
        }
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess(); // the client's threads end with it
    }

    private record Answer(java.net.http.HttpResponse<byte[]> given) implements HttpResponse {
        @Override
        public int getStatusCode() {
            return given.statusCode();
        }

        /** HTTP has long had no use for it. */
        @Override
        public String getStatusMessage() {
            return "";
        }

        @Override
        public byte[] getResponseBody() {
            return given.body();
        }
    }
}
