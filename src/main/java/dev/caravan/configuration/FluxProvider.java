package dev.caravan.configuration;

import dev.caravan.provider.ProviderType;
import dev.caravan.provider.ProviderTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns a Provider into the properties of a provider. */
final class FluxProvider {
    static final Shape SHAPE = Manifest.shape(Shape.object(
            Map.ofEntries(
                    Map.entry("type", Shape.TEXT),
                    Map.entry("channel", Shape.TEXT),
                    Map.entry("username", Shape.TEXT),
                    Map.entry("address", Shape.TEXT),
                    Map.entry("proxy", Shape.TEXT),
                    Map.entry("timeout", Shape.TEXT),
                    Map.entry("interval", Shape.TEXT),
                    Map.entry("suspend", Shape.TEXT),
                    Map.entry("secretRef", Shape.REFERENCE),
                    Map.entry("certSecretRef", Shape.REFERENCE),
                    Map.entry("proxySecretRef", Shape.REFERENCE),
                    Map.entry("serviceAccountName", Shape.TEXT),
                    Map.entry("commitStatusExpr", Shape.TEXT)),
            "type"));

    /** What a property says as the field does; {@code interval} says nothing in Flux either. */
    private static final Set<String> SAME =
            Set.of("type", "channel", "username", "address", "proxy", "timeout", "suspend");

    /** Types whose names differ here. */
    private static final Map<String, String> TYPES = Map.of("incident.io", "incidentio");

    private static final int MAX_LENGTH = 2048;

    private final Manifest manifest;
    private final String name;
    private final FluxSecrets secrets;
    /** An unknown or broken one is told of where providers are read. */
    private final Optional<ProviderType> type;

    private final Problems problems;
    private final Map<String, Property> properties = new LinkedHashMap<>();

    private FluxProvider(Manifest manifest, String name, FluxSecrets secrets, ProviderTypes types, Problems problems) {
        this.manifest = manifest;
        this.name = name;
        this.secrets = secrets;
        this.problems = problems.about("provider." + name);
        this.type = spec("type").flatMap(Field::text).flatMap(type -> types.find(TYPES.getOrDefault(type, type)));
    }

    static Map<String, Property> properties(
            Manifest manifest, String name, FluxSecrets secrets, ProviderTypes types, Problems problems) {
        SHAPE.check(manifest.root(), problems);
        FluxProvider provider = new FluxProvider(manifest, name, secrets, types, problems);
        provider.takeFields();
        provider.takeFormat();
        provider.refuse(
                "serviceAccountName",
                "cannot be honoured, Caravan has no workload identity",
                "remove it, and put a credential into the Secret that secretRef names");
        provider.refuse(
                "commitStatusExpr",
                "cannot be honoured, Caravan evaluates no CEL",
                "remove it, and name the status with provider." + name + ".context");
        provider.takeSecret();
        provider.takeCertificates();
        provider.takeProxy();
        return provider.properties;
    }

    private void takeFields() {
        SAME.forEach(key -> spec(key)
                .ifPresent(field -> field.text().ifPresent(text -> put(key, field.property(key, text.strip(), true)))));
        properties.computeIfPresent(
                "provider." + name + ".type",
                (key, told) -> told.withValue(TYPES.getOrDefault(told.value(), told.value())));
    }

    /** Flux sends Slack attachments; a manifest is to look as it did there. */
    private void takeFormat() {
        spec("type")
                .filter(field -> field.text().filter("slack"::equals).isPresent())
                .ifPresent(field -> put("format", field.property("format", "attachments", true)));
    }

    private void refuse(String key, String what, String remedy) {
        spec(key).ifPresent(field -> field.problem(problems, what, remedy));
    }

    /** A folder is read where providers are, and again when it changes. */
    private void takeSecret() {
        reference("secretRef").ifPresent(reference -> {
            String secret = reference.text().orElseThrow();
            secrets.document(manifest.namespace(), secret)
                    .ifPresentOrElse(this::takeDocument, () -> takeFolder(reference, secret));
        });
    }

    private void takeFolder(Field reference, String secret) {
        if (secrets.isFolder(manifest, reference, secret)) {
            put("secret", reference.property("secret", secret, true));
        }
    }

    private void takeDocument(Map<String, Property> values) {
        FluxCredentials credentials = new FluxCredentials(values, problems);
        credentials.check(spec("username").isPresent());
        boolean certified = spec("certSecretRef").isPresent();
        type.map(credentials::of).orElse(Map.of()).forEach((key, value) -> {
            if (!certified || !key.matches("ca\\.crt|tls\\.(crt|key)")) {
                put(key, value);
            }
        });
    }

    private void takeCertificates() {
        reference("certSecretRef")
                .ifPresent(reference -> values(reference)
                        .ifPresent(values ->
                                FluxCertificates.of(reference, values, problems).forEach(this::put)));
    }

    private void takeProxy() {
        reference("proxySecretRef")
                .ifPresent(reference -> values(reference)
                        .flatMap(values -> FluxProxy.of(reference, values, problems))
                        .ifPresent(url -> put("proxy", url)));
    }

    private Optional<Field> reference(String key) {
        return spec(key)
                .flatMap(reference -> reference.field("name"))
                .filter(name -> name.text().isPresent());
    }

    /** The values of the Secret that a field names, wherever it lies; empty, and a problem, when it cannot be read. */
    private Optional<Map<String, Property>> values(Field reference) {
        String secret = reference.text().orElseThrow();
        return secrets.document(manifest.namespace(), secret)
                .or(() -> secrets.isFolder(manifest, reference, secret)
                        ? secrets.folder(reference, secret, problems)
                        : Optional.empty());
    }

    private void put(String key, Property property) {
        Property named = property.withKey("provider." + name + "." + key);
        boolean url = key.equals("address") || key.equals("proxy");
        if (url && property.value().length() > MAX_LENGTH) {
            problems.add(named, "is longer than " + MAX_LENGTH + " characters", "correct it");
        }
        properties.put(named.key(), url ? named.withValue(property.value().strip()) : named);
    }

    private Optional<Field> spec(String key) {
        return manifest.spec().flatMap(spec -> spec.field(key));
    }
}
