package dev.caravan.jsonata;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Claims signed with an RSA key, by RS256. */
final class JsonWebToken {
    private static final String PKCS1 = "RSA PRIVATE KEY";
    /** What PKCS#8 says before an RSA key: version 0 and the algorithm. */
    private static final byte[] RSA = {
        2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
    };

    private JsonWebToken() {}

    /**
     * {@code $jwt(claims, key)}: the key is PEM, in PKCS#8 or PKCS#1; without one nothing. No exception repeats it. A third
     * argument is the key's id, where the verifier knows several.
     */
    static @Nullable String signed(List<?> given) {
        String pem = MappingFunctions.text(given.get(1));
        if (pem.isEmpty()) {
            return null;
        }
        String id = given.size() > 2 ? MappingFunctions.text(given.get(2)) : "";
        String content = base64(header(id)) + "." + base64(MappingFunctions.text(given.get(0)));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key(pem));
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not an RSA private key in PEM");
        }
    }

    private static String header(String id) {
        Map<String, String> members = new TreeMap<>(Map.of("alg", "RS256", "typ", "JWT"));
        if (!id.isEmpty()) {
            members.put("kid", id);
        }
        return MappingFunctions.text(members);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", ""));
        byte[] pkcs8 = pem.contains(PKCS1) ? der(0x30, join(RSA, der(4, encoded))) : encoded;
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    /** A value of ASN.1 with its length in two bytes, which holds for every RSA key of use. */
    private static byte[] der(int tag, byte[] value) {
        byte[] head = {(byte) tag, (byte) 0x82, (byte) (value.length >> 8), (byte) value.length};
        return join(head, value);
    }

    private static byte[] join(byte[] one, byte[] other) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(one);
        bytes.writeBytes(other);
        return bytes.toByteArray();
    }
}
