package dev.caravan.delivery;

/** An attempt that a provider answered, but not with success; the text names outcome and status, never the address. */
final class DeliveryException extends Exception {
    private final transient Verdict verdict;

    DeliveryException(Verdict verdict) {
        super("%s (%s)".formatted(verdict.outcome().word(), verdict.reason().word()));
        this.verdict = verdict;
    }

    Verdict verdict() {
        return verdict;
    }
}
