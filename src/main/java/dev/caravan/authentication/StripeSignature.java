package dev.caravan.authentication;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code Stripe-Signature: t=<seconds>,v1=<hex>}, with more than one {@code v1} while a secret is rotated. */
record StripeSignature() implements Claim.Reader {
    @Override
    public @Nullable Claim read(Evidence evidence) {
        String value = evidence.header("Stripe-Signature");
        if (value == null) {
            return null;
        }
        String time = null;
        List<String> signatures = new ArrayList<>();
        for (String part : value.split(",", -1)) {
            String item = part.strip();
            if (item.startsWith("t=")) {
                time = item.substring("t=".length());
            } else if (item.startsWith("v1=")) {
                signatures.add(item.substring("v1=".length()));
            }
        }
        return time == null ? null : new Claim(Digest.SHA256, Encoding.HEX, signatures, null, time, time + ".");
    }
}
