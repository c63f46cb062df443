package dev.caravan.authentication;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code X-Gitee-Token} over {@code X-Gitee-Timestamp}, in milliseconds, a new line and the secret; the body is not signed. */
record GiteeSignature() implements Claim.Reader {
    private static final String MILLISECONDS = "[0-9]{3,15}";

    @Override
    public @Nullable Claim read(Evidence evidence) {
        String signature = evidence.header("X-Gitee-Token");
        String time = evidence.header("X-Gitee-Timestamp");
        if (signature == null || time == null || !time.matches(MILLISECONDS)) {
            return null;
        }
        String seconds = "0" + time.substring(0, time.length() - 3);
        return new Claim(Digest.SHA256, Encoding.BASE64, List.of(plain(signature)), null, seconds, time + "\n");
    }

    /** The product's page says that it is encoded as for an address; it comes without. */
    private static String plain(String signature) {
        return signature.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
    }

    /** Signs the secret where others sign the body. */
    static SigningKey key(byte[] secret) {
        SigningKey key = SigningKey.shared(secret);
        return (claim, body) -> key.signed(claim, secret);
    }
}
