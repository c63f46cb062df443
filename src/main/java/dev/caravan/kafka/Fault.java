package dev.caravan.kafka;

import dev.caravan.journal.JournalException;
import dev.caravan.journal.JournalUnavailableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Says what an error of Kafka's client means, in words that hold no secret. */
final class Fault {
    private Fault() {}

    static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapped = failure instanceof ExecutionException
                || failure instanceof CompletionException
                || (cause != null && failure.getClass().equals(org.apache.kafka.common.KafkaException.class));
        return wrapped && cause != null ? cause(cause) : failure;
    }

    /** What it tells of an append: repeat it later, or not at all. */
    static JournalException of(Throwable failure, String brokers) {
        Throwable cause = cause(failure);
        if (cause instanceof JournalException known) {
            return known;
        }
        if (cause instanceof RecordTooLargeException) {
            return new JournalException(
                    "journal: Kafka takes no record of this size; raise max.message.bytes of the topic", cause);
        }
        return new JournalUnavailableException("journal cannot write: " + reason(cause, brokers), cause);
    }

    static String reason(Throwable failure, String brokers) {
        Throwable cause = cause(failure);
        if (cause instanceof ConfigException) {
            return "no address of " + brokers + " resolves; check kafka.brokers and the network's DNS";
        }
        if (cause instanceof SslAuthenticationException) {
            return "TLS with " + brokers
                    + " fails; check ca.crt, tls.crt and tls.key of kafka.secret, and the brokers' names";
        }
        if (cause instanceof AuthenticationException) {
            return brokers + " refuse the credentials; check kafka.username, kafka.password and kafka.mechanism";
        }
        if (cause instanceof AuthorizationException) {
            return brokers + " allow " + word(cause) + " not to this user; grant it";
        }
        if (cause instanceof NotEnoughReplicasException || cause instanceof NotEnoughReplicasAfterAppendException) {
            return "too few replicas of the topic are in sync; bring its brokers back";
        }
        if (cause instanceof UnknownTopicOrPartitionException) {
            return "a topic is missing at " + brokers;
        }
        if (cause instanceof TimeoutException) {
            return brokers + " do not answer in time";
        }
        return brokers + " answer with " + cause.getClass().getSimpleName();
    }

    private static String word(Throwable cause) {
        return cause.getClass()
                        .getSimpleName()
                        .replace("AuthorizationException", "")
                        .toLowerCase(java.util.Locale.ROOT) + " operations";
    }
}
