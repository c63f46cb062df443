package dev.caravan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A key and its own certificate for 127.0.0.1 and localhost, made by the JDK's keytool in a folder of the test. */
public record TestKeys(Path store, String algorithm) {
    public static final String PASSWORD = "changeit";

    private static final int PKCS8_HEAD = 26; // of an RSA key of 2048 bits

    public static TestKeys rsa(Path folder, String name) throws Exception {
        return make(folder.resolve(name + ".p12"), "RSA", "-keysize", "2048");
    }

    public static TestKeys ec(Path folder, String name) throws Exception {
        return make(folder.resolve(name + ".p12"), "EC", "-groupname", "secp256r1");
    }

    private static TestKeys make(Path store, String algorithm, String... size) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home", ""), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(List.of(keytool, "-genkeypair", "-keyalg", algorithm));
        command.addAll(Arrays.asList(size));
        command.addAll(List.of("-alias", "key", "-dname", "CN=test", "-ext", "san=ip:127.0.0.1,dns:localhost"));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
        return new TestKeys(store, algorithm);
    }

    public String certificate() throws GeneralSecurityException, IOException {
        return pem("CERTIFICATE", keyStore().getCertificate("key").getEncoded());
    }

    /** In PKCS#8. */
    public String key() throws GeneralSecurityException, IOException {
        return pem("PRIVATE KEY", encoded());
    }

    /** As OpenSSL writes it with -traditional: PKCS#1 for RSA, SEC 1 for EC. */
    public String traditionalKey() throws GeneralSecurityException, IOException {
        byte[] pkcs8 = encoded();
        return algorithm.equals("RSA")
                ? pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, PKCS8_HEAD, pkcs8.length))
                : pem("EC PRIVATE KEY", sec1(pkcs8));
    }

    /** The version, the 32 bytes of the key, and the curve's identifier, which PKCS#8 has elsewhere. */
    private static byte[] sec1(byte[] pkcs8) {
        byte[] sec1 = Base64.getDecoder().decode("MDECAQEEI" + "A".repeat(43) + "oAoGCCqGSM49AwEH");
        byte[] start = {2, 1, 1, 4, 32};
        for (int at = 0; at + start.length + 32 <= pkcs8.length; at++) {
            if (Arrays.equals(pkcs8, at, at + start.length, start, 0, start.length)) {
                System.arraycopy(pkcs8, at + start.length, sec1, 2 + start.length, 32);
            }
        }
        return sec1;
    }

    private byte[] encoded() throws GeneralSecurityException, IOException {
        Key key = keyStore().getKey("key", PASSWORD.toCharArray());
        return key.getEncoded();
    }

    private KeyStore keyStore() throws GeneralSecurityException, IOException {
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            loaded.load(in, PASSWORD.toCharArray());
        }
        return loaded;
    }

    private static String pem(String title, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + title + "-----\n" + lines + "\n-----END " + title + "-----\n";
    }
}
