package dev.caravan.authentication;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** The public half of a key that only the sender has. */
record Ed25519Key(PublicKey key) implements SigningKey {
    /** What makes an X.509 key of the 32 bytes that are the key itself. */
    private static final String HEAD = "302a300506032b6570032100";

    static Ed25519Key of(byte[] raw) throws GeneralSecurityException {
        byte[] encoded = HexFormat.of().parseHex(HEAD + HexFormat.of().formatHex(raw));
        return new Ed25519Key(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    }

    @Override
    public boolean signed(Claim claim, byte[] body) {
        return claim.signatures().stream().anyMatch(signature -> isValid(signature, claim, body));
    }

    private boolean isValid(String signature, Claim claim, byte[] body) {
        try {
            byte[] decoded = Base64.getDecoder().decode(signature);
            Signature verification = Signature.getInstance("Ed25519");
            verification.initVerify(key);
            verification.update(claim.before().getBytes(ISO_8859_1));
            verification.update(body);
            return verification.verify(decoded);
        } catch (IllegalArgumentException | GeneralSecurityException noSignature) {
            return false;
        }
    }
}
