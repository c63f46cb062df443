package dev.caravan.configuration;

import dev.caravan.provider.Secret;
import dev.caravan.provider.SecretFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** User name, password and certificates for the brokers, from properties or from a secret's folder. */
record KafkaSecurityReader(Settings settings, Path secrets) {
    private static final String LOGIN = "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\";";

    /** The client's properties; none where the channels say it themselves, or where there is nothing to prove. */
    Map<String, Object> read() {
        Map<String, Property> given = given();
        Map<String, Object> properties = new HashMap<>();
        new CertificateCheck(given, settings.problems()).check("kafka");
        boolean tls = settings.get(Keys.KAFKA_TLS) || given.containsKey("caCrt") || given.containsKey("tlsCrt");
        boolean user = given.containsKey("username");
        if (user != given.containsKey("password")) {
            settings.problems()
                    .add(
                            settings.where(Keys.KAFKA_USERNAME),
                            user ? "kafka.password" : "kafka.username",
                            "is missing",
                            "brokers want both, or neither");
        } else if (user) {
            login(given, properties);
        }
        if (tls) {
            trust(given, properties);
        }
        if (tls || user) {
            properties.put("security.protocol", (user ? "SASL_" : "") + (tls ? "SSL" : "PLAINTEXT"));
        }
        return properties;
    }

    /** Under the names that providers' settings have. */
    private Map<String, Property> given() {
        Map<String, Property> given = new TreeMap<>();
        settings.find(Keys.KAFKA_SECRET).ifPresent(name -> {
            SecretReader reader = new SecretReader(settings, secrets);
            SecretFolder folder = reader.folder(Keys.KAFKA_SECRET, "").orElse(null);
            if (folder != null) {
                reader.values(folder, Keys.KAFKA_SECRET, "").forEach((key, value) -> put(given, key, value, folder));
            }
        });
        settings.find(Keys.KAFKA_USERNAME)
                .ifPresent(user -> given.put("username", property("kafka.username", user, Keys.KAFKA_USERNAME)));
        settings.find(Keys.KAFKA_PASSWORD)
                .map(Secret::text)
                .ifPresent(word -> given.put("password", property("kafka.password", word, Keys.KAFKA_PASSWORD)));
        return given;
    }

    private void put(Map<String, Property> given, String file, Secret value, SecretFolder folder) {
        String name = file.replace(".crt", "Crt").replace(".key", "Key");
        given.put(
                name,
                new Property(
                        "kafka." + file,
                        value.text(),
                        folder.path().resolve(file).toString(),
                        false));
    }

    private Property property(String key, String value, Key<?> where) {
        return new Property(key, value, settings.where(where), false);
    }

    private void login(Map<String, Property> given, Map<String, Object> properties) {
        String mechanism = settings.get(Keys.KAFKA_MECHANISM);
        String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        properties.put("sasl.mechanism", mechanism);
        properties.put(
                "sasl.jaas.config", LOGIN.formatted(module, quoted(given, "username"), quoted(given, "password")));
    }

    private static String quoted(Map<String, Property> given, String name) {
        Property property = given.get(name);
        return property == null ? "" : property.value().replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private void trust(Map<String, Property> given, Map<String, Object> properties) {
        Property authority = given.get("caCrt");
        if (authority != null) {
            properties.put("ssl.truststore.type", "PEM");
            properties.put("ssl.truststore.certificates", authority.value());
        }
        Property certificate = given.get("tlsCrt");
        Property key = given.get("tlsKey");
        if (certificate != null && key != null) {
            if (!key.value().contains("BEGIN PRIVATE KEY")) {
                settings.problems()
                        .add(key, "is not in PKCS#8", "convert it: openssl pkcs8 -topk8 -nocrypt -in tls.key");
            }
            properties.put("ssl.keystore.type", "PEM");
            properties.put("ssl.keystore.certificate.chain", certificate.value());
            properties.put("ssl.keystore.key", key.value());
        }
    }
}
