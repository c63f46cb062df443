package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.caravan.journal.DeadLetter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What every provider type keeps to on the wire, in each of its formats and modes; a new folder is tested by being there. */
final class ProviderContractTest {
    /** In which a request that its deadline cut is seen to be repeated: well before the silent server would answer. */
    private static final Duration SOON = Duration.ofSeconds(10);

    /** A trial mostly waits for pauses to end. */
    private static final int AT_ONCE = 3;

    @TestFactory
    Stream<DynamicContainer> everyProviderKeepsTheContract(@TempDir Path folder) throws Exception {
        ExecutorService trials = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<DynamicContainer> types = new ArrayList<>();
            for (Future<DynamicContainer> type : trials.invokeAll(trials(folder))) {
                types.add(type.get());
            }
            return types.stream();
        } finally {
            trials.shutdown();
        }
    }

    private static List<Callable<DynamicContainer>> trials(Path folder) throws Exception {
        List<Callable<DynamicContainer>> trials = new ArrayList<>();
        for (Variant variant : Variant.onTheWire()) {
            Path own = Files.createDirectory(folder.resolve(variant.name()));
            trials.add(() -> {
                try (FakeProviders providers = new FakeProviders()) {
                    return dynamicContainer(variant.name(), tests(variant, Trial.of(variant, providers, own)));
                }
            });
        }
        return trials;
    }

    private static List<DynamicNode> tests(Variant variant, Trial trial) {
        List<DynamicNode> tests = new ArrayList<>();
        Case.all().forEach(one -> tests.add(dynamicTest(one.name(), () -> check(variant, trial, one))));
        tests.add(dynamicTest(
                "redirects are not followed", () -> assertThat(trial.astray()).isEmpty()));
        tests.add(dynamicTest("no secret is seen", () -> checkSecrets(trial)));
        tests.add(dynamicTest("every body is whole and has its type", () -> checkBodies(variant.contract(), trial)));
        tests.add(dynamicTest("every event goes out in order", () -> checkAll(trial)));
        return tests;
    }

    private static void check(Variant variant, Trial trial, Case one) {
        List<LoggedRequest> requests = trial.first(one);
        List<DeadLetter> dead = trial.dead(one);
        switch (variant.contract().ends().getOrDefault(one.name(), one.end())) {
            case DELIVERED_AT_ONCE -> {
                assertThat(dead).isEmpty();
                assertThat(requests).hasSize(1);
            }
            case DELIVERED_AGAIN -> {
                assertThat(dead).isEmpty();
                checkRepeated(one, requests);
            }
            case DEAD_AT_ONCE -> {
                assertThat(requests).as("requests of " + variant).hasSize(1);
                checkDead(one, dead);
            }
            case GIVEN_UP -> {
                assertThat(dead).singleElement().satisfies(letter -> {
                    assertThat(letter.reason()).isEqualTo("gave-up");
                    assertThat(letter.attempts()).isGreaterThan(2);
                });
            }
        }
    }

    private static void checkRepeated(Case one, List<LoggedRequest> requests) {
        // on a broken connection OkHttp may repeat a request by itself, which no provider can tell from an attempt
        assertThat(requests).hasSizeBetween(2, one.name().startsWith("answer") ? 2 : 3);
        Duration between = Duration.between(
                requests.get(0).getLoggedDate().toInstant(),
                requests.get(1).getLoggedDate().toInstant());
        assertThat(between).isGreaterThanOrEqualTo(one.pause()).isLessThan(SOON);
        assertThat(requests.get(1).getBodyAsString())
                .as("rendered again from the event as it was")
                .isEqualTo(requests.get(0).getBodyAsString());
    }

    private static void checkDead(Case one, List<DeadLetter> dead) {
        assertThat(dead).singleElement().satisfies(letter -> {
            assertThat(letter.attempts()).isEqualTo(1);
            assertThat(letter.status()).isNotNull();
            assertThat(letter.answer()).isNotNull().hasSizeLessThanOrEqualTo(4096);
            if (one.name().startsWith("answer-")) {
                assertThat("answer-" + letter.status()).isEqualTo(one.name());
                assertThat(letter.answer()).isEqualTo(Case.ANSWER.substring(0, 4096));
            }
        });
    }

    private static void checkSecrets(Trial trial) {
        assertThat(trial.outputs().get("/api/explain")).contains("\"source\":\"acr\"");
        trial.outputs().forEach((where, text) -> assertThat(text).as(where).doesNotContain(Variant.CANARY));
    }

    private static void checkBodies(Contract contract, Trial trial) {
        assertThat(trial.requests()).isNotEmpty().allSatisfy(request -> {
            assertThat(request.getHeader("Content-Type")).startsWith(contract.media());
            assertThat(request.getMethod().getName()).isEqualTo(contract.method());
            String body = request.getBodyAsString();
            assertThat(Samples.content(body)).isNotNull();
            assertThat(body).doesNotContain("\uFFFD").doesNotContainPattern("\\\\u[dD][89abAB]..(?!\\\\u[dD][c-fC-F])");
            assertThat(request.getHeaders().keys()).noneMatch(name -> name.regionMatches(true, 0, "Camel", 0, 5));
        });
    }

    /** After the first event every lane goes on; the shared events hold what is too long, unicode, markup and next to nothing. */
    private static void checkAll(Trial trial) {
        List<Object> bodies = bodies(trial, Case.all().get(0));
        assertThat(bodies).hasSize(1 + trial.told());
        for (Case one : Case.all()) {
            if (one.end() != Case.End.GIVEN_UP) {
                assertThat(bodies(trial, one)).as(one.name()).isEqualTo(bodies);
            }
        }
    }

    /** What was sent, without repetitions; as JSON, since slack writes it in two ways. */
    private static List<Object> bodies(Trial trial, Case one) {
        List<Object> bodies = new ArrayList<>();
        for (LoggedRequest request : trial.all(one)) {
            Object body = Samples.content(request.getBodyAsString());
            if (bodies.isEmpty() || !body.equals(bodies.get(bodies.size() - 1))) {
                bodies.add(body);
            }
        }
        return bodies;
    }
}
