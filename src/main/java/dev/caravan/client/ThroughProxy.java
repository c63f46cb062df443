package dev.caravan.client;

import dev.caravan.provider.Proxies;
import dev.caravan.provider.Proxy;
import dev.caravan.provider.Secret;
import java.io.IOException;
import java.util.Optional;
import org.apache.hc.client5.http.auth.AuthCache;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.auth.BasicAuthCache;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the proxy of a request and shows it its credentials at once: an answer 407 first would double every request.
 *
 * <p>The proxy looks up names itself, so that of the target only a literal address can be checked here.
 */
final class ThroughProxy extends DefaultRoutePlanner implements ExecChainHandler {
    private final Proxies proxies;

    ThroughProxy(Proxies proxies) {
        super(null);
        this.proxies = proxies;
    }

    @Override
    protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) throws HttpException {
        return find(target)
                .map(proxy -> new HttpHost(proxy.scheme(), proxy.host(), proxy.port()))
                .orElse(null);
    }

    private Optional<Proxy> find(HttpHost host) throws HttpException {
        HttpHost target = RoutingSupport.normalize(host, null);
        return proxies.to(target.getSchemeName(), target.getHostName(), target.getPort());
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        HttpHost proxy = scope.route.getProxyHost();
        if (proxy != null) {
            HttpHost target = scope.route.getTargetHost();
            AddressGuard.check(target.getHostName());
            find(target).flatMap(ThroughProxy::credentials).ifPresent(given -> authenticate(scope, proxy, given));
        }
        return chain.proceed(request, scope);
    }

    private static void authenticate(ExecChain.Scope scope, HttpHost proxy, UsernamePasswordCredentials given) {
        BasicScheme scheme = new BasicScheme();
        scheme.initPreemptive(given);
        AuthCache known = new BasicAuthCache();
        known.put(proxy, scheme);
        scope.clientContext.setAuthCache(known);
    }

    private static Optional<UsernamePasswordCredentials> credentials(Proxy proxy) {
        String password = proxy.password().map(Secret::text).orElse("");
        return proxy.username().map(user -> new UsernamePasswordCredentials(user.text(), password.toCharArray()));
    }
}
