package dev.caravan.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caravan.StandingClock;
import dev.caravan.client.Clients;
import dev.caravan.client.Fetcher;
import dev.caravan.provider.Proxies;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages signed as SNS signs them, with certificates that lie behind a real socket. */
class SnsMessagesTest {
    private static final String SUBSCRIBE = "/?Action=ConfirmSubscription&Token=t0ken";

    private static final Clients CLIENTS = new Clients();
    private static final Fetcher FETCHER = CLIENTS.fetcher(Proxies.NONE);
    private static TestAmazon amazon;

    private final StandingClock clock = new StandingClock(Instant.now());
    private SnsMessages messages = messages();

    @BeforeAll
    static void make(@TempDir Path folder) throws Exception {
        amazon = new TestAmazon(folder);
    }

    @BeforeEach
    void start() throws Exception {
        amazon.reset();
    }

    @AfterAll
    static void stop() {
        amazon.close();
        FETCHER.close();
        CLIENTS.close();
    }

    private SnsMessages messages() {
        return new SnsMessages(Set.of(TestAmazon.TOPIC), amazon.rules(), FETCHER, clock);
    }

    private Map<String, Object> notification() {
        return new LinkedHashMap<>(Map.of(
                "Type", "Notification",
                "MessageId", "0d3f5c1a-7b2e-5f90-8a41-63c2d4e5f601",
                "TopicArn", TestAmazon.TOPIC,
                "Message", "{\"text\": \"Grüße,\\n😀\"}",
                "Timestamp", clock.instant().toString()));
    }

    private Map<String, Object> confirmation(String type) {
        Map<String, Object> members = notification();
        members.putAll(Map.of("Type", type, "Token", "t0ken", "SubscribeURL", amazon.address(SUBSCRIBE)));
        return members;
    }

    private Map<String, Object> signed(Map<String, Object> members) throws Exception {
        return amazon.signed(members, "2", "sns");
    }

    private static Map<String, Object> with(Map<String, Object> message, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(message);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, Object> without(Map<String, Object> message, String name) {
        Map<String, Object> changed = new HashMap<>(message);
        changed.remove(name);
        return changed;
    }

    private boolean accepts(Object message) {
        try {
            return messages.accept(message);
        } catch (NotYet missing) {
            missing.fetched().join();
            return messages.accept(message);
        }
    }

    private boolean isUndecided(Object message) {
        NotYet missing = catchThrowableOfType(NotYet.class, () -> messages.accept(message));
        missing.fetched().join();
        return catchThrowableOfType(NotYet.class, () -> messages.accept(message)) != null;
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void bothVersionsOfTheSignatureAreTaken(String version) throws Exception {
        assertThat(accepts(amazon.signed(notification(), version, "sns"))).isTrue();
        Map<String, Object> subject = with(notification(), "Subject", "News");
        assertThat(accepts(amazon.signed(subject, version, "sns"))).isTrue();
        for (String type : List.of("SubscriptionConfirmation", "UnsubscribeConfirmation")) {
            assertThat(accepts(amazon.signed(confirmation(type), version, "sns")))
                    .as(type)
                    .isTrue();
        }
    }

    @Test
    void whatTheSignatureCoversCannotBeChanged() throws Exception {
        Map<String, Object> subject = signed(with(notification(), "Subject", "News"));
        for (String member : List.of("Message", "MessageId", "Subject", "Signature")) {
            assertThat(accepts(with(subject, member, subject.get(member) + "A")))
                    .as(member)
                    .isFalse();
            assertThat(accepts(without(subject, member))).as(member).isFalse();
        }
        assertThat(accepts(with(subject, "SignatureVersion", "1"))).isFalse();
        assertThat(accepts(with(subject, "SignatureVersion", "3"))).isFalse();
        assertThat(accepts(with(subject, "Type", "SubscriptionConfirmation"))).isFalse();
        assertThat(accepts(with(subject, "Type", "Other"))).isFalse();
        Map<String, Object> confirmation = signed(confirmation("SubscriptionConfirmation"));
        for (String member : List.of("SubscribeURL", "Token")) {
            assertThat(accepts(with(confirmation, member, confirmation.get(member) + "A")))
                    .as(member)
                    .isFalse();
        }
    }

    @Test
    void whatIsNoMessageIsNotTaken() {
        assertThat(accepts(List.of(notification()))).isFalse();
        assertThat(accepts(Map.of())).isFalse();
        assertThat(accepts("text")).isFalse();
        assertThat(accepts(with(notification(), "SigningCertURL", "::"))).isFalse();
        assertThat(amazon.asked()).isEmpty();
    }

    @Test
    void anotherTopicIsNotTakenAndHasNothingFetched() throws Exception {
        assertThat(accepts(signed(with(notification(), "TopicArn", TestAmazon.TOPIC + "2"))))
                .isFalse();
        assertThat(amazon.asked()).isEmpty();
    }

    @Test
    void aMessageIsTakenAsLongAsItsDuplicatesAreKnown() throws Exception {
        Map<String, Object> message = signed(notification());
        Map<String, Object> early = signed(with(
                notification(), "Timestamp", clock.instant().plusSeconds(301).toString()));
        assertThat(accepts(early)).isFalse();
        clock.advance(Duration.ofHours(23));
        assertThat(accepts(message)).isTrue();
        clock.advance(Duration.ofHours(1));
        assertThat(accepts(message)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sns.eu-central-1.amazonaws.com.evil.example/sns.pem",
                "https://evil.example/sns.pem",
                "https://127.0.0.1/sns.pem",
                "http://sns.eu-central-1.amazonaws.com/sns.pem",
                "mailto:x"
            })
    void aCertificateElsewhereIsNotEvenFetched(String address) throws Exception {
        Map<String, Object> message = with(signed(notification()), "SigningCertURL", address);
        assertThat(accepts(message)).isFalse();
        assertThat(amazon.asked()).isEmpty();
    }

    @Test
    void aCertificateMustComeFromWhoIsTrusted() throws Exception {
        assertThat(isUndecided(amazon.signed(notification(), "2", "alone"))).isTrue();
    }

    @Test
    void aCertificateMustBeOneOfSns() throws Exception {
        assertThat(isUndecided(amazon.signed(notification(), "2", "misnamed"))).isTrue();
    }

    @Test
    void anExpiredCertificateProvesNothing() throws Exception {
        assertThat(accepts(signed(notification()))).isTrue();
        clock.advance(Duration.ofDays(100));
        assertThat(accepts(signed(notification()))).isFalse();
        messages = messages();
        assertThat(isUndecided(signed(notification()))).isTrue();
    }

    @Test
    void aCertificateIsFetchedOnceAndKept() throws Exception {
        for (int message = 0; message < 5; message++) {
            assertThat(accepts(signed(notification()))).isTrue();
        }
        assertThat(amazon.asked()).containsExactlyInAnyOrder("/sns.pem", "/issuer.cer");
        amazon.fail();
        clock.advance(Duration.ofDays(2));
        assertThat(accepts(signed(notification()))).isTrue();
    }

    @Test
    void aCertificateThatCannotBeFetchedRefusesNobody() throws Exception {
        amazon.fail();
        assertThat(isUndecided(signed(notification()))).isTrue();
    }

    @Test
    void madeUpAddressesPushOutNoCertificate() throws Exception {
        assertThat(accepts(signed(notification()))).isTrue();
        Map<String, Object> message = signed(notification());
        for (int made = 0; made < 150; made++) {
            Map<String, Object> up = with(message, "SigningCertURL", amazon.address("/made" + made + ".pem"));
            catchThrowableOfType(NotYet.class, () -> messages.accept(up))
                    .fetched()
                    .join();
        }
        int asked = amazon.asked().size();
        assertThat(messages.accept(message)).isTrue();
        assertThat(amazon.asked()).hasSize(asked);
    }

    @Test
    void onlyAConfirmationAsksAndOnlyForItsOwnAddress() {
        URI address = URI.create(amazon.address(SUBSCRIBE));
        Map<String, Object> confirmation = confirmation("SubscriptionConfirmation");
        assertThat(messages.ask(confirmation, address)).isTrue();
        assertThat(messages.ask(confirmation, URI.create(amazon.address("/other"))))
                .isFalse();
        assertThat(messages.ask(confirmation("UnsubscribeConfirmation"), address))
                .isFalse();
        assertThat(messages.ask(notification(), address)).isFalse();
        String elsewhere = "https://evil.example/";
        assertThat(messages.ask(with(confirmation, "SubscribeURL", elsewhere), URI.create(elsewhere)))
                .isFalse();
    }
}
