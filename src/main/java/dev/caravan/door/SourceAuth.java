package dev.caravan.door;

import java.util.List;

/**
 * How one source proves that a request is its own.
 *
 * @param scheme {@code none} or {@code token}
 * @param secrets the active secrets; more than one while they are rotated
 */
public record SourceAuth(String scheme, List<String> secrets) {

    public SourceAuth {
        secrets = List.copyOf(secrets);
    }

    /** Names the scheme, never its secrets. */
    @Override
    public String toString() {
        return "SourceAuth[" + scheme + "]";
    }
}
