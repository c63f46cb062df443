package dev.caravan.door;

import dev.caravan.authentication.Authenticator;
import dev.caravan.authentication.Evidence;
import dev.caravan.authentication.Means;
import dev.caravan.authentication.Proof;
import dev.caravan.authentication.SchemeException;
import dev.caravan.authentication.Schemes;
import dev.caravan.authentication.SourceAuth;
import dev.caravan.authentication.TokenAuthenticator;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets in who proves to be the sender; does the same work for a source that does not exist. */
public final class Gate {
    private final Means means;
    private volatile Map<String, Own> own;
    private final Set<String> known;
    private final Authenticator anyone;
    private final Authenticator common;
    private final Authenticator nobody =
            new TokenAuthenticator(List.of(UUID.randomUUID().toString()));

    /** A scheme that a source was told, and what came of it. */
    private record Own(SourceAuth auth, Authenticator authenticator) {}

    Gate(DoorSettings settings, Means means) {
        this.means = means;
        known = settings.knownSources();
        anyone = authenticator("*", new SourceAuth("none", Map.of(), Map.of()));
        common = settings.tokens().isEmpty() ? anyone : new TokenAuthenticator(settings.tokens());
        own = authenticators(settings.sources(), Map.of());
    }

    /** Takes what the sources' secrets are now; requests that are being checked end with what they were. */
    public void renew(Map<String, SourceAuth> sources) {
        own = authenticators(sources, own);
    }

    /** Where nothing has changed everything stays, since it may know keys that cannot be read just now. */
    private Map<String, Own> authenticators(Map<String, SourceAuth> sources, Map<String, Own> before) {
        Map<String, Own> authenticators = new HashMap<>();
        sources.forEach((source, auth) -> {
            Own known = before.get(source);
            boolean same = known != null && known.auth().equals(auth);
            authenticators.put(source, same ? known : opened(source, auth));
        });
        return Map.copyOf(authenticators);
    }

    private Own opened(String source, SourceAuth auth) {
        Own fresh = new Own(auth, authenticator(source, auth));
        fresh.authenticator().prepare();
        return fresh;
    }

    /** The configuration was checked by the same table, so that what fails here was not configured but programmed. */
    private Authenticator authenticator(String source, SourceAuth auth) {
        try {
            return Schemes.authenticator(auth, means);
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
        Authenticator authenticator = authenticatorOf(source, rest);
        return admitted(authenticator, proof(authenticator, new Evidence(inbound.headers(), inbound.body(), null)));
    }

    /** Whether a request that was admitted for this source asks, by its proof, for a call of this address. */
    boolean asks(String source, Inbound inbound, URI address) {
        Evidence evidence = new Evidence(inbound.headers(), inbound.body(), null);
        return authenticatorOf(source, anyone).asks(evidence, address);
    }

    boolean knows(@Nullable String source) {
        return source != null && known.contains(source);
    }

    private Authenticator authenticatorOf(@Nullable String source) {
        return source == null ? common : authenticatorOf(source, common);
    }

    private Authenticator authenticatorOf(String source, Authenticator other) {
        Own mine = own.get(source);
        return mine == null ? other : mine.authenticator();
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
