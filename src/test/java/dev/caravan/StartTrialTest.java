package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.Surroundings;
import dev.caravan.explain.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartTrialTest {
    /** As user, password or option it must not be told. */
    private static final String SECRET = "canary";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path routes;

    @BeforeEach
    void copy() throws Exception {
        routes = folder.resolve("routes");
        RouteCopy.of(RunningGateway.ROUTES, routes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "channel.publish=journal:event | channel.publish: Camel cannot start route record, journal does not take the address that it is given",
                "channel.publish=nope:events?key=canary | channel.publish: Camel cannot start route record, there is no component nope",
                "channel.subscribe=journal:events | channel.subscribe: Camel cannot start route lane-console, journal does not take the address that it is given",
                "channel.subscribe=journal:events?lane={{name}}&key=canary | channel.subscribe: Camel cannot start route lane-console, journal has no option key",
                "channel.dead=journal:bin | channel.dead: Camel cannot start route dead-letter, journal does not take the address that it is given",
            })
    void a_channel_is_named_by_its_property(String line, String told) throws Exception {
        assertThat(trial(line)).hasToString(told);
    }

    @Test
    void an_option_of_camel_is_named() throws Exception {
        assertThat(trial("camel.component.log.wibble=" + SECRET).toString())
                .startsWith("camel.component.log.wibble: Camel has no such property")
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "40-lane.camel.yaml | ${variable.matched} | ${variabl.matched} | routes/40-lane.camel.yaml:14: Camel cannot start route lane-console, an expression of Simple is wrong at its character 1, there is no function variabl",
                "40-lane.camel.yaml | ref: match | ref: matsch | routes/40-lane.camel.yaml:12: Camel cannot start route lane-console, there is no bean matsch",
                "10-receive.camel.yaml | ref: doorQuota | ref: doorQuot | routes/10-receive.camel.yaml:23: Camel cannot start route receive, there is no bean doorQuot",
                "providers/console/console.kamelet.yaml | log:console | logg:console | routes/providers/console/console.kamelet.yaml:36: Camel cannot start route provider-console, there is no component logg",
            })
    void a_step_is_named_by_file_and_line(String file, String from, String to, String told) throws Exception {
        String text = Files.readString(routes.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(routes.resolve(file), text.replace(from, to));

        assertThat(trial("")).hasToString(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timer:x?wobble=canary | log:x | routes/policy/mine.camel.yaml:4: Camel cannot start route mine, timer has no option wobble",
                "timer:x | log:foo?wobble=canary&key=canary | routes/policy/mine.camel.yaml:6: Camel cannot start route mine, log has no option key, wobble",
                "timer:x | canary:canary@x | routes/policy/mine.camel.yaml:6: Camel cannot start route mine, there is no component canary",
                "timer:x | log:{{no.such}} | routes/policy/mine.camel.yaml:6: Camel cannot start route mine, there is no property no.such",
            })
    void a_route_of_the_users_is_named_by_file_and_line(String from, String to, String told) throws Exception {
        write(from, to);
        assertThat(trial("")).hasToString(told);
    }

    @Test
    void nothing_runs_listens_connects_or_is_written() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (var broker = new java.net.ServerSocket(0)) {
            Thread accepting = new Thread(() -> {
                while (!broker.isClosed()) {
                    try (var connection = broker.accept()) {
                        asked.addAndGet(connection.isConnected() ? 1 : 0);
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            accepting.setDaemon(true);
            accepting.start();
            int port = broker.getLocalPort();
            write("timer:x?delay=0&period=1", "kafka:x?brokers=127.0.0.1:" + port);
            List<Path> before = files();
            assertThat(StartTrial.of(configuration("""
                                    camel.main.profile=kafka
                                    kafka.brokers=127.0.0.1:%d
                                    camel.server.port=%d
                                    tracing.endpoint=http://127.0.0.1:%d/v1/traces
                                    provider.team.type=generic
                                    provider.team.address=http://127.0.0.1:%d/
                                    provider.mail.type=email
                                    provider.mail.address=b@example.org
                                    provider.mail.from=a@example.org
                                    provider.mail.host=127.0.0.1
                                    provider.mail.port=%d
                                    """.formatted(port, port, port, port, port)), routes))
                    .isEmpty();
            assertThat(StartTrial.of(configuration("journal.url=jdbc:postgresql://127.0.0.1:" + port + "/x\n"), routes))
                    .isEmpty();
            assertThat(files()).isEqualTo(before);
            assertThat(asked).hasValue(0);
        }
    }

    private void write(String from, String to) throws IOException {
        Files.writeString(
                Files.createDirectories(routes.resolve("policy")).resolve("mine.camel.yaml"), """
                - route:
                    id: mine
                    from:
                      uri: "%s"
                      steps:
                        - to: "%s"
                """.formatted(from, to));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.endsWith(Surroundings.FILE))
                    .sorted()
                    .toList();
        }
    }

    private Finding trial(String properties) throws Exception {
        Optional<Finding> finding = StartTrial.of(configuration(properties), routes);
        return finding.orElseThrow();
    }

    private Configuration configuration(String properties) throws Exception {
        Files.writeString(folder.resolve(Surroundings.FILE), properties);
        return Configuration.read(new Surroundings(
                folder,
                Map.of(),
                Map.of(),
                Surroundings.of(folder, routes).types(),
                Surroundings.of(folder, routes).sources()));
    }
}
