package dev.caravan.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes what Amazon SNS signed for one of some topics. */
public final class SnsMessages {
    private static final Map<String, String> ALGORITHMS = Map.of("1", "SHA1withRSA", "2", "SHA256withRSA");
    /** As long as duplicates are known, so that no message can be told a second time. */
    private static final Duration OLDEST = Duration.ofHours(24);

    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Set<String> topics;
    private final SnsRules rules;
    private final SigningCertificates certificates;
    private final Clock clock;

    /**
     * Takes messages of these topics alone: anybody can have SNS sign what is published to a topic of theirs.
     *
     * @param topics their resource names, {@code arn:aws:sns:…}
     */
    public SnsMessages(Set<String> topics, SnsRules rules, Fetch fetch, Clock clock) {
        this.topics = Set.copyOf(topics);
        this.rules = rules;
        this.certificates = new SigningCertificates(rules, fetch, clock);
        this.clock = clock;
    }

    /**
     * Whether this JSON is a message of one of the topics, and signed.
     *
     * @throws NotYet when the certificate is not there to tell
     */
    public boolean accept(@Nullable Object json) {
        SnsMessage message = SnsMessage.of(json);
        return topics.contains(message.text("TopicArn"))
                && message.time().filter(this::isTimely).isPresent()
                && message.signed().filter(signed -> isSigned(message, signed)).isPresent();
    }

    /** Whether a message that was accepted asks for a call of this address, and the address is one of SNS. */
    public boolean ask(@Nullable Object json, URI address) {
        SnsMessage message = SnsMessage.of(json);
        return message.text("Type").equals(SnsMessage.CONFIRMATION)
                && message.address("SubscribeURL").filter(address::equals).isPresent()
                && rules.isAmazon(address);
    }

    private boolean isTimely(Instant time) {
        Instant now = clock.instant();
        return time.isAfter(now.minus(OLDEST)) && time.isBefore(now.plus(SKEW));
    }

    private boolean isSigned(SnsMessage message, String signed) {
        String algorithm = ALGORITHMS.get(message.text("SignatureVersion"));
        if (algorithm == null) {
            return false;
        }
        return message.address("SigningCertURL")
                .flatMap(certificates::key)
                .filter(key -> verify(algorithm, key, signed, message.text("Signature")))
                .isPresent();
    }

    private static boolean verify(String algorithm, PublicKey key, String signed, String given) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(key);
            signature.update(signed.getBytes(UTF_8));
            return signature.verify(Base64.getDecoder().decode(given));
        } catch (GeneralSecurityException | IllegalArgumentException unfit) {
            return false;
        }
    }
}
