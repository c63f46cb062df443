package dev.caravan.keys;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token must say of itself.
 *
 * @param issuers one of which has issued it
 * @param audience whom it is meant for
 * @param claims values of further claims; of a list one must be the value
 */
public record ClaimRules(Set<String> issuers, String audience, Map<String, String> claims) {
    private static final Duration SKEW = Duration.ofSeconds(60);

    public ClaimRules {
        issuers = Set.copyOf(issuers);
        claims = Map.copyOf(claims);
    }

    boolean accept(JWTClaimsSet token, Instant now) {
        return token.getIssuer() != null
                && issuers.contains(token.getIssuer())
                && token.getAudience().contains(audience)
                && isTimely(token.getNotBeforeTime(), token.getExpirationTime(), now)
                && claims.entrySet().stream().allMatch(rule -> says(token.getClaim(rule.getKey()), rule.getValue()));
    }

    private static boolean isTimely(@Nullable Date start, @Nullable Date end, Instant now) {
        boolean begun = start == null || !start.toInstant().isAfter(now.plus(SKEW));
        return begun && end != null && end.toInstant().isAfter(now.minus(SKEW));
    }

    private static boolean says(@Nullable Object claim, String value) {
        return claim instanceof Collection<?> several
                ? several.stream().map(String::valueOf).anyMatch(value::equals)
                : claim != null && value.equals(String.valueOf(claim));
    }
}
