package dev.caravan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/** Finds the secrets of the tests where none may be, also as a part of what was encoded. */
final class Canary {
    /** What tests of deliveries and tests of the configuration use. */
    private static final List<String> SECRETS = List.of(Variant.CANARY, "canary-7f3a");

    private static final List<String> SPELLINGS =
            SECRETS.stream().flatMap(Canary::spellings).toList();

    private Canary() {}

    private static Stream<String> spellings(String secret) {
        String hex = HexFormat.of().formatHex(secret.getBytes(UTF_8));
        return Stream.concat(Stream.of(secret, hex), Stream.of("", "x", "xx").map(before -> base64(before, secret)));
    }

    /** The part that is the same whatever stands around it, as a user's name does in front of a password. */
    private static String base64(String before, String secret) {
        String whole = Base64.getEncoder().withoutPadding().encodeToString((before + secret).getBytes(UTF_8));
        return whole.substring(before.isEmpty() ? 0 : 4, whole.length() - whole.length() % 4);
    }

    static boolean isIn(String text) {
        return SPELLINGS.stream().anyMatch(text::contains);
    }

    static void assertNotIn(String where, String text) {
        Assertions.assertThat(isIn(text)).as("a secret in " + where).isFalse();
    }
}
