package dev.caravan.configuration;

import dev.caravan.authentication.SourceAuth;
import dev.caravan.provider.Rate;
import dev.caravan.provider.Secret;
import dev.caravan.provider.SecretFolder;
import java.util.Map;
import java.util.Optional;

/**
 * What one source was told; there is one for every source, configured or not.
 *
 * @param auth its own, else {@code token} with {@code webhook.token}, else {@code none}
 * @param secret the source's own secret, to be read again when it was rotated
 * @param own whether it was told so itself; the others are let in by what lets in to all of them
 * @param declared what its folder says
 * @param rate how many requests it may bring
 */
public record SourceSettings(
        String name,
        SourceAuth auth,
        Optional<SecretFolder> secret,
        boolean own,
        SourceDeclaration declared,
        Rate rate) {
    /** What a post may carry to be let in; empty where it would have to be signed. */
    public Optional<Secret> token() {
        return auth.scheme().equals("token")
                ? auth.active("token").stream().findFirst().map(Secret::new)
                : Optional.empty();
    }

    /** The same with the secrets that another reading found; the scheme and its options change with the next start. */
    public SourceSettings withSecretOf(SourceSettings fresh) {
        Map<String, Secret> secrets = fresh.auth().secrets();
        return new SourceSettings(
                name, new SourceAuth(auth.scheme(), secrets, auth.options()), secret, own, declared, rate);
    }
}
