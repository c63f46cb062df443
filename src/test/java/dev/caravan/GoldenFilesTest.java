package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What goes in and what comes out, as files beside every source and every provider. */
final class GoldenFilesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TestFactory
    Stream<DynamicTest> everySampleBecomesTheEventBesideIt() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        try (Mappings mappings = new Mappings()) {
            for (Samples.Payload sample : Samples.payloads()) {
                Mappings.Mapped mapped = mappings.detect(sample.body());
                tests.add(dynamicTest(sample.source() + " " + sample.file().getFileName(), () -> {
                    assertThat(mapped.format()).isEqualTo(sample.source());
                    Golden.check(sample.golden(), mapped.event());
                }));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> whatIsIgnoredBecomesTheEventBesideItWhereNoiseIsWanted() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        try (Mappings quiet = new Mappings();
                Mappings noisy = new Mappings(true)) {
            for (Samples.Payload sample : Samples.payloads()) {
                Object told = quiet.detect(sample.body()).event();
                Object noise = noisy.detect(sample.body()).event();
                tests.add(dynamicTest(
                        sample.source() + " " + sample.file().getFileName(), () -> checkNoise(sample, told, noise)));
            }
        }
        return tests.stream();
    }

    private static void checkNoise(Samples.Payload sample, @Nullable Object told, @Nullable Object noise)
            throws Exception {
        if (!Objects.equals(told, noise)) {
            Golden.check(sample.noise(), noise);
        } else if (Boolean.getBoolean("caravan.rewrite")) {
            Files.deleteIfExists(sample.noise());
        } else {
            assertThat(sample.noise()).as("noise makes no difference").doesNotExist();
        }
    }

    @Test
    void everySourceHasSamples() {
        assertThat(Samples.payloads()).extracting(Samples.Payload::source).containsAll(Samples.sources());
    }

    @Test
    void aSampleWithoutAnyOneMemberStillMapsWithoutHoles() throws Exception {
        List<String> faults = new ArrayList<>();
        for (boolean noise : new boolean[] {false, true}) {
            try (Mappings mappings = new Mappings(noise)) {
                for (Samples.Payload sample : Samples.payloads()) {
                    for (Mutants.Mutant mutant : Mutants.of(sample.body())) {
                        fault(mappings, sample, mutant).forEach(faults::add);
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private static Stream<String> fault(Mappings mappings, Samples.Payload sample, Mutants.Mutant mutant) {
        String what = sample.source() + " " + sample.file().getFileName() + " " + mutant.what() + ": ";
        try {
            Object detected = mappings.detect(mutant.document()).event();
            Object event = mappings.map(sample.source(), mutant.document()).event();
            return Stream.concat(Mutants.holes(detected).stream(), Mutants.holes(event).stream())
                    .map(hole -> what + hole);
        } catch (Exception e) {
            return Stream.of(what + e);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyProviderSendsTheBodyBesideIt(@TempDir Path folder) throws Exception {
        Map<String, List<Object>> sent = new TreeMap<>();
        Map<String, List<String>> told = new TreeMap<>();
        try (Logs logs = Logs.capture();
                FakeProviders providers = new FakeProviders();
                RunningGateway gateway = RunningGateway.start(folder, lanes(providers))) {
            Samples.events().values().forEach(gateway::append);
            gateway.awaitIdle(PATIENCE);
            for (Variant variant : byAddress()) {
                sent.put(variant.name(), bodies(variant, providers, logs));
                told.put(variant.name(), gateway.told(variant.name()));
            }
        }
        return byAddress().stream()
                .flatMap(variant -> tests(
                        variant,
                        told.getOrDefault(variant.name(), List.of()),
                        sent.getOrDefault(variant.name(), List.of())));
    }

    private static Stream<DynamicTest> tests(Variant variant, List<String> told, List<Object> sent) {
        assertThat(sent).as(variant.name()).hasSameSizeAs(told);
        return told.stream()
                .map(event -> dynamicTest(
                        variant + " " + event,
                        () -> Golden.check(golden(variant, event), sent.get(told.indexOf(event)))));
    }

    /** With a token a type sends the same bodies. */
    private static List<Variant> byAddress() {
        return Variant.all().stream().filter(variant -> !variant.token()).toList();
    }

    private static Map<String, String> lanes(FakeProviders providers) {
        Map<String, String> properties = new TreeMap<>();
        FakeMail.shared().forget();
        for (Variant variant : byAddress()) {
            providers.satisfies(variant.name(), variant.contract());
            properties.putAll(variant.properties(variant.name(), providers.address(variant.name())));
        }
        return properties;
    }

    private static List<Object> bodies(Variant variant, FakeProviders providers, Logs logs) {
        return switch (variant.contract().wire()) {
            case "smtp" -> FakeMail.shared().messages();
            case "http" -> contents(providers.messages(variant.name()).stream().map(LoggedRequest::getBodyAsString));
            default -> contents(logs.of(variant.type().name()).stream());
        };
    }

    private static List<Object> contents(Stream<String> bodies) {
        return bodies.map(GoldenFilesTest::body).toList();
    }

    /** What the console cuts off is kept as it is. */
    private static Object body(String text) {
        try {
            return Samples.content(text);
        } catch (UncheckedIOException e) {
            return text;
        }
    }

    private static Path golden(Variant variant, String event) {
        String format = variant.format().isEmpty() ? "" : "." + variant.format();
        return variant.type().folder().resolve("samples").resolve(event + format + ".json");
    }

    @Test
    void anEventWithoutAnyOneMemberIsStillSentWithoutHoles(@TempDir Path folder) throws Exception {
        List<Object> events = Samples.events().entrySet().stream()
                .filter(entry -> !entry.getKey().equals("long"))
                .flatMap(entry -> Mutants.of(entry.getValue()).stream())
                .map(Mutants.Mutant::document)
                .toList();
        try (Logs logs = Logs.capture();
                FakeProviders providers = new FakeProviders();
                RunningGateway gateway = RunningGateway.start(folder, lanes(providers))) {
            events.forEach(event -> gateway.append(asMap(event)));
            gateway.awaitIdle(PATIENCE);
            assertThat(gateway.journal().deadLetters(10, null, null)).isEmpty();
            for (Variant variant : byAddress()) {
                List<Object> bodies = bodies(variant, providers, logs);
                assertThat(bodies).as(variant.name()).hasSize((int) events.stream()
                        .filter(event -> gateway.tells(variant.name(), asMap(event)))
                        .count());
                assertThat(bodies.stream().flatMap(body -> Mutants.holes(body).stream()))
                        .as(variant.name())
                        .isEmpty();
            }
        }
    }

    @SuppressWarnings("unchecked") // JSON objects have text as keys
    private static Map<String, Object> asMap(Object event) {
        return (Map<String, Object>) event;
    }
}
