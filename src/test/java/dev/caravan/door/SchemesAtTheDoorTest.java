package dev.caravan.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.authentication.Schemes;
import dev.caravan.authentication.Sender;
import dev.caravan.door.Wire.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each scheme over a real socket: what opens the door, and all that must not. */
final class SchemesAtTheDoorTest {
    private static final byte[] BODY = "{\"text\": \"Grüße\"}".getBytes(UTF_8);
    private static final String FORM = "application/x-www-form-urlencoded";
    private static RunningDoor door;

    @BeforeAll
    static void open() throws Exception {
        DoorSettings settings = new DoorSettings(
                "127.0.0.1",
                0,
                1024 * 1024,
                List.of(),
                Map.of(),
                Set.of("acr", "flux"),
                Map.of("acr", new Dialect(Set.of(FORM), Set.of("x-github-event"))),
                Map.of());
        door = new RunningDoor(settings, Limits.standard(), RunningDoor.stubs());
    }

    @AfterAll
    static void close() {
        door.close();
    }

    static Stream<String> senders() {
        return Sender.all().keySet().stream();
    }

    private static Sender sender(String name) {
        Sender sender = Objects.requireNonNull(Sender.all().get(name));
        door.context
                .getRegistry()
                .lookupByNameAndType("gate", Gate.class)
                .renew(Map.of("acr", sender.auth(Sender.SECRET, Sender.PREVIOUS)));
        return sender;
    }

    private static Map<String, String> proof(Sender sender, String secret, byte[] body) throws Exception {
        return sender.headers().of(secret, body, Instant.now().getEpochSecond());
    }

    private static Answer post(String path, Map<String, String> headers, byte[] body) throws Exception {
        return post(path, "application/json", headers, body);
    }

    private static Answer post(String path, String type, Map<String, String> headers, byte[] body) throws Exception {
        String fields = headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                .collect(Collectors.joining());
        Answer answer = Wire.post(door.port(), path, "Content-Type: " + type + "\r\n" + fields, body);
        assertThat(answer.headers() + answer.body()).doesNotContain(Sender.SECRET, Sender.PREVIOUS, Sender.OTHER);
        return answer;
    }

    @Test
    void noSchemeIsLeftOut() {
        Set<String> played =
                Sender.all().values().stream().map(Sender::scheme).collect(Collectors.toCollection(TreeSet::new));
        played.add("none");
        // these need somebody whose keys can be fetched: SignedTokenSendersTest and AmazonSnsTest play them
        played.addAll(Set.of("google-oidc", "oidc", "aws-sns"));
        assertThat(played).isEqualTo(Schemes.names());
    }

    @ParameterizedTest
    @MethodSource("senders")
    void theSecretInForceAndTheOneBeforeOpen(String name) throws Exception {
        Sender sender = sender(name);
        for (String secret : List.of(Sender.SECRET, Sender.PREVIOUS)) {
            assertThat(post("/webhook/acr", proof(sender, secret, BODY), BODY).status())
                    .isEqualTo(202);
            assertThat(post("/webhook", proof(sender, secret, BODY), BODY).status())
                    .isEqualTo(202);
        }
    }

    @ParameterizedTest
    @MethodSource("senders")
    void whatIsMissingOrWrongIsAnsweredAlike(String name) throws Exception {
        Sender sender = sender(name);
        String missing = withoutId(post("/webhook/acr", Map.of(), BODY), 401);
        assertThat(withoutId(post("/webhook/acr", proof(sender, Sender.OTHER, BODY), BODY), 401))
                .isEqualTo(missing);
        for (String cut : List.of("", "=", "x")) {
            Map<String, String> broken = proof(sender, Sender.SECRET, BODY).entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, header -> cut));
            assertThat(withoutId(post("/webhook/acr", broken, BODY), 401)).isEqualTo(missing);
        }
        assertThat(withoutId(post("/webhook", Map.of(), BODY), 401)).isEqualTo(missing);
        assertThat(withoutId(post("/webhook", proof(sender, Sender.OTHER, BODY), BODY), 401))
                .isEqualTo(missing);
    }

    @ParameterizedTest
    @MethodSource("senders")
    void theProofOfAnotherSchemeIsNone(String name) throws Exception {
        Sender sender = sender(name);
        for (Sender other : Sender.all().values()) {
            boolean same =
                    other.scheme().equals(sender.scheme()) && other.options().equals(sender.options());
            boolean password = name.equals("token") && other.scheme().equals("basic"); // a token by another name
            if (!same && !password) {
                assertThat(post("/webhook/acr", proof(other, Sender.SECRET, BODY), BODY)
                                .status())
                        .as(other.scheme())
                        .isEqualTo(401);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("senders")
    void aBodyThatDiffersByOneByteNeedsAnotherSignature(String name) throws Exception {
        Sender sender = sender(name);
        byte[] longer = "{\"text\": \"Grüße\"} ".getBytes(UTF_8);
        byte[] changed = "{\"text\": \"Grüsze\"}".getBytes(UTF_8);
        for (byte[] body : List.of(longer, changed)) {
            assertThat(post("/webhook/acr", proof(sender, Sender.SECRET, BODY), body)
                            .status())
                    .isEqualTo(sender.signsBody() ? 401 : 202);
        }
    }

    @ParameterizedTest
    @MethodSource("senders")
    void ofAFormTheFormIsSigned(String name) throws Exception {
        Sender sender = sender(name);
        byte[] form = "payload=%7B%22a%22%3A+1%7D".getBytes(UTF_8);
        Map<String, String> proof = proof(sender, Sender.SECRET, form);
        assertThat(post("/webhook/acr", FORM, proof, form).status()).isEqualTo(202);
        assertThat(post("/webhook/acr", proof, "{\"a\": 1}".getBytes(UTF_8)).status())
                .isEqualTo(sender.signsBody() ? 401 : 202);
    }

    @ParameterizedTest
    @MethodSource("senders")
    void aTokenInThePathIsOfUseToTheSchemeTokenAlone(String name) throws Exception {
        Sender sender = sender(name);
        boolean token = sender.scheme().equals("token");
        Map<String, String> proof = proof(sender, Sender.SECRET, BODY);
        assertThat(post("/webhook/acr/" + Sender.SECRET, Map.of(), BODY).status())
                .isEqualTo(token ? 202 : 404);
        assertThat(post("/webhook/acr/" + Sender.OTHER, proof, BODY).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("senders")
    void theProofIsAskedForBeforeTheBodyIsParsed(String name) throws Exception {
        Sender sender = sender(name);
        byte[] broken = "{".getBytes(UTF_8);
        assertThat(post("/webhook/acr", Map.of(), broken).status()).isEqualTo(401);
        assertThat(post("/webhook/acr", proof(sender, Sender.SECRET, broken), broken)
                        .status())
                .isNotEqualTo(401);
    }

    private static String withoutId(Answer answer, int status) throws Exception {
        assertThat(answer.status()).isEqualTo(status);
        return answer.headers()
                + answer.body().replace(String.valueOf(answer.json().get("requestId")), "");
    }
}
