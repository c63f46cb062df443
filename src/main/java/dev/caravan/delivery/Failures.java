package dev.caravan.delivery;

import dev.caravan.client.AddressRefusedException;
import dev.caravan.client.UnexpectedAnswerException;
import dev.caravan.jsonata.JsonataException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Reads an attempt's exception: its causes, never its text for others, since the text may hold the address. */
final class Failures {
    private Failures() {}

    static Verdict judge(Throwable failure, Outcomes outcomes, Clock clock) {
        return Stream.iterate(failure, t -> t != null, Throwable::getCause)
                .map(cause -> judgeOne(cause, outcomes, clock))
                .filter(verdict -> verdict.reason() != Reason.INTERNAL)
                .findFirst()
                .orElse(Verdict.without(Outcome.RETRY, Reason.INTERNAL));
    }

    private static Verdict judgeOne(Throwable cause, Outcomes outcomes, Clock clock) {
        if (cause instanceof DeliveryException delivery) {
            return delivery.verdict();
        }
        if (cause instanceof HttpOperationFailedException http) {
            return outcomes.judge(HttpAnswers.of(http), clock);
        }
        if (cause instanceof CamelExchangeException slack && SlackAnswers.isOne(slack)) {
            return outcomes.judge(SlackAnswers.of(slack), clock);
        }
        if (cause instanceof com.slack.api.methods.SlackApiException slack) {
            return outcomes.judge(SlackAnswers.of(slack), clock);
        }
        if (cause instanceof UnexpectedAnswerException other) {
            return outcomes.judge(new Answer(other.status(), "", other.body()), clock);
        }
        if (cause instanceof JsonataException) {
            return Verdict.without(Outcome.REJECTED, Reason.MAPPING);
        }
        return transport(cause);
    }

    private static Verdict transport(Throwable cause) {
        if (cause instanceof TimeoutException || cause instanceof InterruptedIOException) {
            return Verdict.without(Outcome.RETRY, Reason.TIMEOUT);
        }
        if (cause instanceof AddressRefusedException) {
            return Verdict.without(Outcome.REJECTED, Reason.ADDRESS_REFUSED);
        }
        if (cause instanceof UnknownHostException) {
            return Verdict.without(Outcome.RETRY, Reason.DNS);
        }
        if (cause instanceof SSLException) {
            return Verdict.without(Outcome.RETRY, Reason.TLS);
        }
        Reason reason = cause instanceof IOException ? Reason.CONNECTION : Reason.INTERNAL;
        return Verdict.without(Outcome.RETRY, reason);
    }
}
