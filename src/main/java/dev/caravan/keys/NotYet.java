package dev.caravan.keys;

import java.io.Serial;
import java.util.concurrent.CompletableFuture;

/** Whether a sender is right cannot be told before something was fetched. */
public final class NotYet extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient CompletableFuture<?> fetched;

    public NotYet(CompletableFuture<?> fetched) {
        super("keys are being fetched", null, false, false);
        this.fetched = fetched;
    }

    /** Ends, in whichever way, when it is worth asking again. */
    public CompletableFuture<?> fetched() {
        return fetched;
    }
}
