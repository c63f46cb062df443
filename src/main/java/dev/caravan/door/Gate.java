package dev.caravan.door;

import dev.caravan.authentication.Authenticator;
import dev.caravan.authentication.Evidence;
import dev.caravan.authentication.Proof;
import dev.caravan.authentication.SchemeException;
import dev.caravan.authentication.Schemes;
import dev.caravan.authentication.SourceAuth;
import dev.caravan.authentication.TokenAuthenticator;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets in who proves to be the sender; does the same work for a source that does not exist. */
public final class Gate {
    private final Clock clock;
    private volatile Map<String, Authenticator> own;
    private final Set<String> known;
    private final Authenticator anyone;
    private final Authenticator common;
    private final Authenticator nobody =
            new TokenAuthenticator(List.of(UUID.randomUUID().toString()));

    Gate(DoorSettings settings, Clock clock) {
        this.clock = clock;
        known = settings.knownSources();
        anyone = authenticator("*", new SourceAuth("none", Map.of(), Map.of()));
        common = settings.tokens().isEmpty() ? anyone : new TokenAuthenticator(settings.tokens());
        own = authenticators(settings.sources());
    }

    /** Takes what the sources' secrets are now; requests that are being checked end with what they were. */
    public void renew(Map<String, SourceAuth> sources) {
        own = authenticators(sources);
    }

    private Map<String, Authenticator> authenticators(Map<String, SourceAuth> sources) {
        Map<String, Authenticator> authenticators = new HashMap<>();
        sources.forEach((source, auth) -> authenticators.put(source, authenticator(source, auth)));
        return Map.copyOf(authenticators);
    }

    /** The configuration was checked by the same table, so that what fails here was not configured but programmed. */
    private Authenticator authenticator(String source, SourceAuth auth) {
        try {
            return Schemes.authenticator(auth, clock);
        } catch (SchemeException e) {
            throw new IllegalArgumentException("source." + source + "." + e.property() + " " + e.what(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("source." + source + ".auth: " + e.getMessage(), e);
        }
    }

    /** Checks a request by its path, before its body is looked at. */
    Proof admit(Target target, Inbound inbound) {
        String source = target.source();
        boolean exists = source == null || known.contains(source);
        Authenticator authenticator = exists ? authenticatorOf(source) : nobody;
        Proof proof = proof(authenticator, new Evidence(inbound.headers(), inbound.body(), target.token()));
        if (!exists || (proof == null && target.token() != null)) {
            throw Refused.NOT_FOUND.exception();
        }
        return admitted(authenticator, proof);
    }

    /**
     * Checks a request again for a source that was found by the payload: neither a wrapper nor a path without a name must be a way
     * around that source's scheme. Who has proven itself to the named source may bring what has no scheme of its own.
     */
    Proof admitDetected(String source, @Nullable String named, Inbound inbound) {
        Authenticator rest = authenticatorOf(named) == anyone ? common : anyone;
        Authenticator authenticator = own.getOrDefault(source, rest);
        return admitted(authenticator, proof(authenticator, new Evidence(inbound.headers(), inbound.body(), null)));
    }

    boolean knows(@Nullable String source) {
        return source != null && known.contains(source);
    }

    private Authenticator authenticatorOf(@Nullable String source) {
        return source == null ? common : own.getOrDefault(source, common);
    }

    private static @Nullable Proof proof(Authenticator authenticator, Evidence evidence) {
        boolean misplaced = evidence.pathToken() != null && !authenticator.readsPath();
        return misplaced ? null : authenticator.proof(evidence);
    }

    private static Proof admitted(Authenticator authenticator, @Nullable Proof proof) {
        if (proof == null) {
            throw Refused.unauthorized(authenticator.refusal()).exception();
        }
        return proof;
    }
}
