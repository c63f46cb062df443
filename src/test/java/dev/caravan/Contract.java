package dev.caravan;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.caravan.provider.ProviderType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a type's tests need to know of its service and cannot read from its Kamelet: the file {@code samples/contract.yaml}.
 *
 * @param settings by the users' keys; {@code ${server}} is the fake's address without a secret, {@code ${canary}} the secret that may be seen
 *     nowhere, and {@code ${mail}} the port of a mail server
 * @param answers of a service that is content, the first of each method
 * @param media the media type of what it is sent
 * @param wire how it is spoken to: {@code http}, {@code smtp}, or {@code log} where it only prints
 * @param ends by the name of a {@link Case}, where the type means something else by that answer than others do
 */
record Contract(
        Map<String, String> settings, List<Answer> answers, String media, String wire, Map<String, Case.End> ends) {
    private static final ObjectMapper YAML = new YAMLMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** An answer to every request of a method. */
    record Answer(String method, int status, String body) {}

    Contract(
            @Nullable Map<String, String> settings,
            @Nullable List<Answer> answers,
            @Nullable String media,
            @Nullable String wire,
            @Nullable Map<String, Case.End> ends) {
        this.settings = settings == null ? Map.of() : settings;
        this.wire = wire == null ? "http" : wire;
        this.media = media == null ? "application/json" : media;
        this.ends = ends == null ? Map.of() : ends;
        this.answers = answers == null ? List.of(new Answer("POST", 200, "")) : answers;
    }

    static Contract of(ProviderType type) {
        Path file = type.folder().resolve("samples/contract.yaml");
        if (!Files.exists(file)) {
            return new Contract(null, null, null, type.declares("client") ? "http" : "log", null);
        }
        try {
            return YAML.readValue(file.toFile(), Contract.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The method that tells; others ask. */
    String method() {
        return answers.stream()
                .map(Answer::method)
                .filter(method -> !method.equals("GET"))
                .findFirst()
                .orElse("POST");
    }

    Map<String, String> settings(String server) {
        Map<String, String> filled = new TreeMap<>();
        settings.forEach((key, value) -> filled.put(
                key,
                value.replace("${server}", server.replace("/" + Variant.CANARY, ""))
                        .replace("${canary}", Variant.CANARY)
                        .replace(
                                "${mail}",
                                wire.equals("smtp")
                                        ? Integer.toString(FakeMail.shared().port())
                                        : "")));
        return filled;
    }
}
