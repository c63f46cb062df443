package dev.caravan.client;

import dev.caravan.keys.Fetch;
import dev.caravan.keys.FetchException;
import dev.caravan.keys.Fetched;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;

/** GETs keys and certificates in the background, as guarded as the requests of a provider; only a few at a time, whoever asks. */
public final class Fetcher implements Fetch, AutoCloseable {
    static final int THREADS = 2;

    private static final int WAITING = 16;
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[ ,])max-age=(\\d{1,9})(?:$|[ ,])");

    private final Supplier<ProviderClient> connecting;
    private final ExecutorService threads = threads();
    private @Nullable ProviderClient connections;
    private @Nullable CloseableHttpClient client;

    /** Most gateways fetch nothing, so that nothing is made before. */
    Fetcher(Supplier<ProviderClient> connecting) {
        this.connecting = connecting;
    }

    private synchronized CloseableHttpClient client() {
        if (client == null) {
            ProviderClient opened = connecting.get();
            HttpClientBuilder builder = HttpClientBuilder.create();
            opened.configureHttpClient(builder);
            connections = opened;
            client = builder.disableAutomaticRetries().disableCookieManagement().build();
        }
        return client;
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "fetch");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    @Override
    public CompletableFuture<Fetched> get(URI address) {
        try {
            return CompletableFuture.supplyAsync(() -> fetch(address), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new FetchException("too much is being fetched"));
        }
    }

    private Fetched fetch(URI address) {
        try {
            return client().execute(new HttpGet(address), Fetcher::document);
        } catch (AddressRefusedException e) {
            throw new FetchException("its address is one that is never called");
        } catch (IOException e) {
            throw new FetchException(e.getClass().getSimpleName());
        }
    }

    private static Fetched document(ClassicHttpResponse response) throws IOException {
        if (response.getCode() / 100 != 2) {
            throw new FetchException("status " + response.getCode());
        }
        byte[] body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
        return new Fetched(body, freshFor(response.getFirstHeader(HttpHeaders.CACHE_CONTROL)));
    }

    private static Duration freshFor(@Nullable Header control) {
        if (control == null) {
            return Duration.ZERO;
        }
        Matcher age = MAX_AGE.matcher(control.getValue());
        return age.find() ? Duration.ofSeconds(Long.parseLong(age.group(1))) : Duration.ZERO;
    }

    @Override
    public synchronized void close() {
        threads.shutdownNow();
        if (connections != null) {
            connections.close();
        }
    }
}
