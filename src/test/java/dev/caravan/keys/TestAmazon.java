package dev.caravan.keys;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Signs as Amazon SNS does, and serves its certificates on the real wire: each alone, and one issued by another. */
public final class TestAmazon implements AutoCloseable {
    public static final String TOPIC = "arn:aws:sns:eu-central-1:210987654321:images";

    private static final String PASSWORD = "changeit";
    private static final String NAMED = "san=dns:sns.amazonaws.com";
    private static final List<String> NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> CONFIRMATION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    private final WireMockServer server =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
    private final Path store;
    private final KeyStore keys = KeyStore.getInstance("PKCS12");

    public TestAmazon(Path folder) throws Exception {
        server.start();
        store = folder.resolve("amazon.p12");
        make("root", "-dname", "CN=Root", "-ext", "bc:c");
        make("issuer", "-signer", "root", "-dname", "CN=Issuer", "-ext", "bc:c");
        make("sns", "-signer", "issuer", "-dname", "CN=sns", "-ext", NAMED, "-ext", aia());
        make(
                "misnamed",
                "-signer",
                "issuer",
                "-dname",
                "CN=sns.amazonaws.com",
                "-ext",
                "san=dns:x.test",
                "-ext",
                aia());
        make("alone", "-dname", "CN=sns.amazonaws.com", "-ext", NAMED);
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        reset();
    }

    /** Serves its certificates as at the start, and forgets what it was asked. */
    public final void reset() throws GeneralSecurityException {
        server.resetAll();
        for (String name : List.of("sns", "misnamed", "alone")) {
            server.stubFor(
                    get(urlEqualTo("/" + name + ".pem")).willReturn(aResponse().withBody(pem(name))));
        }
        server.stubFor(get(urlEqualTo("/issuer.cer"))
                .willReturn(aResponse().withBody(keys.getCertificate("issuer").getEncoded())));
    }

    private String aia() {
        return "aia=caIssuers:uri:" + address("/issuer.cer");
    }

    private void make(String name, String... more) throws IOException, InterruptedException {
        String keytool =
                Path.of(System.getProperty("java.home", ""), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(List.of(keytool, "-genkeypair", "-keyalg", "RSA", "-keysize", "2048"));
        command.addAll(List.of("-alias", name, "-keystore", store.toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", PASSWORD));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    private String pem(String name) throws GeneralSecurityException {
        Certificate certificate = keys.getCertificate(name);
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    public String address(String path) {
        return server.baseUrl() + path;
    }

    /** As those of production, but here. */
    public SnsRules rules() {
        return new SnsRules(
                Pattern.compile(Pattern.quote(server.baseUrl())),
                Pattern.compile(Pattern.quote(address("/issuer.cer"))),
                this::root);
    }

    private Set<TrustAnchor> root() {
        try {
            return Set.of(new TrustAnchor((X509Certificate) keys.getCertificate("root"), null));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public X509Certificate certificate(String name) throws GeneralSecurityException {
        return (X509Certificate) keys.getCertificate(name);
    }

    /** The members with a signature of the given version, by the key of this name. */
    public Map<String, Object> signed(Map<String, Object> members, String version, String name) throws Exception {
        Map<String, Object> message = new LinkedHashMap<>(members);
        List<String> names = "Notification".equals(members.get("Type")) ? NOTIFICATION : CONFIRMATION;
        StringBuilder text = new StringBuilder();
        names.stream()
                .filter(members::containsKey)
                .forEach(member -> text.append(member)
                        .append('\n')
                        .append(members.get(member))
                        .append('\n'));
        Signature signature = Signature.getInstance(version.equals("1") ? "SHA1withRSA" : "SHA256withRSA");
        signature.initSign((PrivateKey) keys.getKey(name, PASSWORD.toCharArray()));
        signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
        message.put("SignatureVersion", version);
        message.put("Signature", Base64.getEncoder().encodeToString(signature.sign()));
        message.put("SigningCertURL", address("/" + name + ".pem"));
        return message;
    }

    /** What is asked for at this address is answered so. */
    public void answer(String path, int status) {
        server.stubFor(any(urlEqualTo(path)).willReturn(aResponse().withStatus(status)));
    }

    /** Nothing is answered as it should be any more. */
    public void fail() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500)));
    }

    /** Every address that was asked for. */
    public List<String> asked() {
        return server.findAll(anyRequestedFor(anyUrl())).stream()
                .map(LoggedRequest::getUrl)
                .toList();
    }

    @Override
    public void close() {
        server.stop();
    }
}
