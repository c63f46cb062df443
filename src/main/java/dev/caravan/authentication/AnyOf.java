package dev.caravan.authentication;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes what any of several authenticators takes; all are asked, so that the time does not tell which. */
record AnyOf(List<Authenticator> authenticators) implements Authenticator {
    @Override
    public @Nullable Proof proof(Evidence evidence) {
        Proof found = null;
        for (Authenticator authenticator : authenticators) {
            Proof proof = authenticator.proof(evidence);
            found = found == null ? proof : found;
        }
        return found;
    }

    @Override
    public String refusal() {
        return authenticators.get(0).refusal();
    }
}
