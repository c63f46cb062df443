package dev.caravan.door;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets in who proves to be the sender; does the same work for a source that does not exist. */
public final class Gate {
    private static final Authenticator ANONYMOUS = (inbound, pathToken) -> pathToken == null;

    private volatile Map<String, Authenticator> own;
    private final Set<String> known;
    private final Authenticator common;
    private final Authenticator nobody =
            new TokenAuthenticator(List.of(UUID.randomUUID().toString()));

    Gate(DoorSettings settings) {
        known = settings.knownSources();
        common = settings.tokens().isEmpty() ? ANONYMOUS : new TokenAuthenticator(settings.tokens());
        own = authenticators(settings.sources());
    }

    /** Takes what the sources' secrets are now; requests that are being checked end with what they were. */
    public void renew(Map<String, SourceAuth> sources) {
        own = authenticators(sources);
    }

    private static Map<String, Authenticator> authenticators(Map<String, SourceAuth> sources) {
        Map<String, Authenticator> authenticators = new HashMap<>();
        sources.forEach((source, auth) -> authenticators.put(source, authenticator(source, auth)));
        return Map.copyOf(authenticators);
    }

    /** Checks a request by its path, before its body is looked at. */
    void admit(Target target, Inbound inbound) {
        String source = target.source();
        boolean exists = source == null || known.contains(source);
        Authenticator authenticator = authenticatorOf(source, exists);
        boolean admitted = authenticator.admits(inbound, target.token());
        if (!exists || (!admitted && target.token() != null)) {
            throw Refused.NOT_FOUND.exception();
        }
        if (!admitted) {
            throw Refused.unauthorized(authenticator.refusal()).exception();
        }
    }

    /** Checks a request again once its source was found by its payload: it must not be a way around that source's scheme. */
    void admitDetected(String source, Inbound inbound) {
        Authenticator authenticator = own.get(source);
        if (authenticator != null && !authenticator.admits(inbound, null)) {
            throw Refused.unauthorized(authenticator.refusal()).exception();
        }
    }

    boolean knows(@Nullable String source) {
        return source != null && known.contains(source);
    }

    private Authenticator authenticatorOf(@Nullable String source, boolean exists) {
        if (!exists) {
            return nobody;
        }
        return source == null ? common : own.getOrDefault(source, common);
    }

    private static Authenticator authenticator(String source, SourceAuth auth) {
        return switch (auth.scheme()) {
            case "none" -> ANONYMOUS;
            case "token" -> new TokenAuthenticator(auth.secrets());
            default ->
                throw new IllegalArgumentException(
                        "source." + source + ".auth: unknown scheme " + auth.scheme() + "; use none or token");
        };
    }
}
