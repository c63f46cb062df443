package dev.caravan.client;

import dev.caravan.Caravan;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * How requests to one provider leave through camel-http: in its time, through its proxy, with its certificates, and to no
 * address that is never called. Redirects are not followed, and nothing is repeated: that is the lane's business.
 */
public final class ProviderClient implements HttpClientConfigurer, AutoCloseable {
    /** After which a connection is not used again, so that a change of the host's addresses is noticed. */
    private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(5);

    /** After which it is looked whether the other end has closed it, which takes a millisecond. */
    private static final TimeValue FRESH = TimeValue.ofMilliseconds(100);

    /** Of an answer's head, which HttpClient keeps in memory and does not bound by itself. */
    private static final Http1Config HEADS = Http1Config.custom()
            .setMaxLineLength(16 * 1024)
            .setMaxHeaderCount(200)
            .build();

    private final AttemptDeadline deadline;
    private final ThroughProxy proxies;
    private final Timeout timeout;
    private final PoolingHttpClientConnectionManager connections;

    ProviderClient(ClientSettings settings, AttemptDeadline deadline, GuardedResolver resolver) {
        this.deadline = deadline;
        this.proxies = new ThroughProxy(settings.proxies());
        this.timeout = Timeout.of(settings.timeout());
        this.connections = connections(settings, resolver);
    }

    private PoolingHttpClientConnectionManager connections(ClientSettings settings, GuardedResolver resolver) {
        return new Connecting(settings.timeout())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(HEADS)
                        .responseParserFactory(unset -> new AnswerHeads(HEADS))
                        .build())
                .setMaxConnTotal(settings.connections())
                .setMaxConnPerRoute(settings.connections())
                .setDnsResolver(resolver)
                .setTlsSocketStrategy(new LateTls(settings.certificates(), timeout))
                .setDefaultSocketConfig(
                        SocketConfig.custom().setSoTimeout(timeout).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(ClientSettings.connecting(settings.timeout())))
                        .setSocketTimeout(timeout)
                        .setTimeToLive(LONGEST_LIFE)
                        .setValidateAfterInactivity(FRESH)
                        .build())
                .build();
    }

    /** Looks for an address no longer than the attempt lasts: the alarm ends the way to one, and the next would be tried. */
    private static final class Connecting extends PoolingHttpClientConnectionManagerBuilder {
        private final Duration timeout;

        Connecting(Duration timeout) {
            this.timeout = timeout;
        }

        @Override
        protected HttpClientConnectionOperator createConnectionOperator(
                SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
            Registry<TlsSocketStrategy> secured = RegistryBuilder.<TlsSocketStrategy>create()
                    .register(URIScheme.HTTPS.id, tls)
                    .build();
            return new DefaultHttpClientConnectionOperator(unset -> socket(), ports, names, secured);
        }

        private Socket socket() throws SocketTimeoutException {
            if (AttemptClock.left(timeout).toMillis() <= 0) {
                throw new SocketTimeoutException("the attempt's time is over");
            }
            return new Socket();
        }
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.setConnectionManager(connections)
                .setConnectionManagerShared(true) // closing an endpoint must not close those of its neighbour
                .setRoutePlanner(proxies)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setResponseTimeout(timeout)
                        .build())
                .setUserAgent("Caravan/" + version())
                .disableRedirectHandling()
                .disableContentCompression() // an answer that cannot be unpacked has a status all the same
                .addExecInterceptorFirst("through-proxy", proxies)
                .addExecInterceptorFirst("attempt-deadline", deadline);
    }

    private static String version() {
        return Optional.ofNullable(Caravan.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** Ends its connections; who still uses it gets an exception. */
    @Override
    public void close() {
        connections.close();
    }
}
