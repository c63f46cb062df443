package dev.caravan.client;

import com.slack.api.SlackConfig;
import com.slack.api.util.http.SlackHttpClient;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Proxy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * HTTP clients for camel-slack, which never call what the others never call, and end in time. Redirects they do not follow by
 * themselves. Where there is a proxy or a certificate, camel-http does their work.
 */
final class SlackClients {
    private static final Pattern SUCCESS = Pattern.compile("^\\s*ok\\s*$|\"ok\"\\s*:\\s*true");
    private static final int MOST_BYTES = 4096;
    /** OkHttp keeps five idle connections otherwise, and a lane of more senders opened new ones all the time. */
    private static final int MOST_IDLE = 64;

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

    private final Dns names;
    private @Nullable OkHttpClient common;

    SlackClients(Dns names) {
        this.names = names;
    }

    /** What all share: its trusted authorities take their time to read, so not before there is something to send. */
    private synchronized OkHttpClient common() {
        OkHttpClient client = common;
        if (client == null) {
            client = SlackHttpClient.buildOkHttpClient(new SlackConfig())
                    .newBuilder()
                    .addInterceptor(SlackClients::checkLiteral) // it does not look up what is an address already
                    .addInterceptor(SlackClients::checkStatus)
                    .dns(names)
                    .proxy(Proxy.NO_PROXY) // the SDK would take one from the environment, and knows no NO_PROXY
                    .build();
            common = client;
        }
        return client;
    }

    /** A client for webhooks, which answer with a text, or for Slack's Web API; {@code timeout} bounds a whole attempt. */
    SlackHttpClient open(Duration timeout, boolean webhook) {
        OkHttpClient.Builder builder = common().newBuilder()
                .callTimeout(timeout)
                .connectTimeout(ClientSettings.connecting(timeout))
                .readTimeout(timeout) // those of its parts, 10 s by default, must not come before
                .writeTimeout(timeout)
                .connectionPool(new ConnectionPool(MOST_IDLE, LONGEST_LIFE.toMillis(), TimeUnit.MILLISECONDS));
        if (webhook) {
            builder.addInterceptor(SlackClients::checkAnswer);
        }
        return new SlackHttpClient(builder.build());
    }

    /** camel-slack takes any 2xx of a webhook for success, but Slack says ok only when it is one. */
    private static Response checkAnswer(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String text = response.isSuccessful() ? response.peekBody(MOST_BYTES).string() : "";
        if (!text.isBlank() && !SUCCESS.matcher(text).find()) {
            response.close();
            throw new UnexpectedAnswerException(response.code(), text);
        }
        return response;
    }

    /** It takes any number for one, such as 000. */
    private static Response checkStatus(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.code() < 100) {
            response.close();
            throw new ProtocolException("no status: " + response.code());
        }
        return response;
    }

    private static Response checkLiteral(Interceptor.Chain chain) throws IOException {
        AddressGuard.check(chain.request().url().host());
        return chain.proceed(chain.request());
    }
}
