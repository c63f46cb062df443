package dev.caravan.explain;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of a dry run: has no connection, records what camel-http gives it, and answers 200.
 *
 * <p>Standing where the real client stands, it sees the request that camel-http itself has built.
 */
final class RecordingClient extends CloseableHttpClient {
    private final Recording recording;

    RecordingClient(Recording recording) {
        this.recording = recording;
    }

    @Override
    protected CloseableHttpResponse doExecute(
            @Nullable HttpHost target, ClassicHttpRequest request, @Nullable HttpContext context) throws IOException {
        HttpEntity entity = request.getEntity();
        recording.add(new Sent(request.getMethod(), url(request), headers(request, entity), body(entity)));
        BasicClassicHttpResponse answer = new BasicClassicHttpResponse(200);
        answer.setEntity(new StringEntity("{\"ok\":true}", ContentType.APPLICATION_JSON));
        return CloseableHttpResponse.adapt(answer);
    }

    private static String url(ClassicHttpRequest request) throws IOException {
        try {
            URI uri = request.getUri();
            return uri.toString();
        } catch (URISyntaxException e) {
            throw new IOException("the address is no URL");
        }
    }

    private static Map<String, String> headers(ClassicHttpRequest request, @Nullable HttpEntity entity) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : request.getHeaders()) {
            headers.put(header.getName(), header.getValue());
        }
        if (entity != null && entity.getContentType() != null) {
            headers.putIfAbsent(HttpHeaders.CONTENT_TYPE, entity.getContentType());
        }
        return headers;
    }

    private static Object body(@Nullable HttpEntity entity) throws IOException {
        try {
            return entity == null ? "" : Bodies.of(EntityUtils.toString(entity));
        } catch (ParseException e) {
            throw new IOException("the content type cannot be read");
        }
    }

    @Override
    public void close() {
        // holds nothing
    }

    @Override
    public void close(CloseMode mode) {
        // holds nothing
    }
}
