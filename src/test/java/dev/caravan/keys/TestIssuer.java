package dev.caravan.keys;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.util.Arrays;

/** Issues tokens, and serves its keys on the real wire. */
public final class TestIssuer implements AutoCloseable {
    private static final String KEYS = "/keys";

    private final WireMockServer server =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());

    public TestIssuer() {
        server.start();
    }

    void reset() {
        server.resetAll();
    }

    public static JWK rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static ECKey curve(String id) throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    }

    public URI address() {
        return URI.create(server.baseUrl());
    }

    public URI keys() {
        return URI.create(server.baseUrl() + KEYS);
    }

    /** From now on these are its keys. */
    public void serve(JWK... keys) {
        serve("public, max-age=19800, must-revalidate", keys);
    }

    void serve(String cacheControl, JWK... keys) {
        answer(KEYS, new JWKSet(Arrays.asList(keys)).toString(true), cacheControl);
    }

    void discoverable(String keys) {
        answer("/.well-known/openid-configuration", "{\"issuer\":\"x\",\"jwks_uri\":\"" + keys + "\"}", "no-cache");
    }

    private void answer(String path, String body, String cacheControl) {
        server.stubFor(get(urlEqualTo(path))
                .willReturn(
                        aResponse().withHeader("Cache-Control", cacheControl).withBody(body)));
    }

    public void fail() {
        server.stubFor(get(urlEqualTo(KEYS)).willReturn(aResponse().withStatus(500)));
    }

    /** How often its keys were asked for. */
    int asked() {
        return server.findAll(getRequestedFor(urlEqualTo(KEYS))).size();
    }

    public static String token(JWK key, JWTClaimsSet claims) throws JOSEException {
        JWSAlgorithm algorithm = key instanceof ECKey ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256;
        JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(key, algorithm);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop();
    }
}
