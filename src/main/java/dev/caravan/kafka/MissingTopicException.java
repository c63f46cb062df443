package dev.caravan.kafka;

import dev.caravan.journal.JournalUnavailableException;

/** A topic is missing and cannot be made from here. */
final class MissingTopicException extends JournalUnavailableException {
    MissingTopicException(String topic, Throwable cause) {
        super(
                "topic " + topic + " is missing and cannot be made ("
                        + Fault.cause(cause).getClass().getSimpleName()
                        + "); make it with kafka-topics.sh, or allow this user to",
                cause);
    }
}
