package dev.caravan.authentication;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a body that was signed with one of the secrets, and lately, where the time is signed too. */
record SignatureAuthenticator(Claim.Reader reader, List<SigningKey> keys, Clock clock) implements Authenticator {
    private static final long WINDOW_SECONDS = 300;

    @Override
    public @Nullable Proof proof(Evidence evidence) {
        Claim claim = reader.read(evidence);
        if (claim == null || !isFresh(claim.time())) {
            return null;
        }
        byte[] body = evidence.body().getBytes();
        boolean signed = false;
        for (SigningKey key : keys) {
            signed |= key.signed(claim, body);
        }
        return signed ? new Proof(claim.id()) : null;
    }

    private boolean isFresh(@Nullable String time) {
        if (time == null) {
            return true;
        }
        return time.matches("[0-9]{1,12}")
                && Math.abs(clock.instant().getEpochSecond() - Long.parseLong(time)) <= WINDOW_SECONDS;
    }
}
