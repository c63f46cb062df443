package dev.caravan.client;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.util.http.SlackHttpClient;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.regex.Pattern;
import okhttp3.Dns;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.apache.camel.Endpoint;
import org.apache.camel.Producer;
import org.apache.camel.component.slack.SlackComponent;
import org.apache.camel.component.slack.SlackEndpoint;
import org.apache.camel.component.slack.SlackProducer;
import org.apache.camel.component.slack.helper.SlackHelper;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.util.ReflectionHelper;

/**
 * Gives camel-slack an HTTP client that never calls what the others never call.
 *
 * <p>It takes no client of ours, so that its private one is replaced; a Camel in which that has another name does not start.
 * Redirects it does not follow by itself. Where there is a proxy or a certificate, camel-http does its work.
 */
public final class GuardedSlack implements EndpointStrategy {
    private static final Pattern SUCCESS = Pattern.compile("^\\s*ok\\s*$|\"ok\"\\s*:\\s*true");
    private static final int MOST_BYTES = 4096;

    private final Dns names;
    private final Duration longest;

    /**
     * Makes one for all.
     *
     * @param longest no attempt takes longer; each is bounded by its own time-out, and OkHttp's of 10 s must not come before
     */
    GuardedSlack(Dns names, Duration longest) {
        this.names = names;
        this.longest = longest;
    }

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        return endpoint instanceof SlackEndpoint slack ? new Guarded(slack) : endpoint;
    }

    private SlackHttpClient client(SlackConfig config, boolean webhook) {
        OkHttpClient.Builder builder = SlackHttpClient.buildOkHttpClient(config).newBuilder();
        if (webhook) {
            builder.addInterceptor(GuardedSlack::checkAnswer);
        }
        OkHttpClient client = builder.addInterceptor(
                        GuardedSlack::checkLiteral) // it does not look up what is an address already
                .dns(names)
                .callTimeout(longest)
                .connectTimeout(longest)
                .readTimeout(longest)
                .writeTimeout(longest)
                .proxy(Proxy.NO_PROXY) // the SDK would take one from the environment, and knows no NO_PROXY
                .build();
        return new SlackHttpClient(client);
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

    private static Response checkLiteral(Interceptor.Chain chain) throws IOException {
        AddressGuard.check(chain.request().url().host());
        return chain.proceed(chain.request());
    }

    private final class Guarded extends SlackEndpoint {
        Guarded(SlackEndpoint given) {
            super(given.getEndpointUri(), given.getChannel(), (SlackComponent) given.getComponent());
            setCamelContext(given.getCamelContext());
            setUsername(given.getUsername());
            setIconUrl(given.getIconUrl());
            setIconEmoji(given.getIconEmoji());
            setServerUrl(given.getServerUrl());
        }

        @Override
        public Producer createProducer() {
            return new SlackProducer(this) {
                @Override
                protected void doStart() throws Exception {
                    super.doStart();
                    SlackConfig config = SlackHelper.createSlackConfig(getServerUrl());
                    ReflectionHelper.setField(
                            SlackProducer.class.getDeclaredField("slack"),
                            this,
                            Slack.getInstance(config, client(config, getToken() == null)));
                }
            };
        }
    }
}
