package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The gateway on PostgreSQL does what it does on a file, by the same routes. */
@ExtendWith(Postgres.Needed.class)
final class PostgresGatewayTest {
    private static final String PUSH = """
            {"id":"cb8c3971","timestamp":"2020-10-14T00:15:02.82330594Z","action":"push",
             "target":{"repository":"startkubernetes/sk-web","tag":"m-1"},"request":{"host":"myregistry.azurecr.io"}}""";

    @TempDir
    private Path folder;

    private RunningGateway gateway(String name, Map<String, String> journal, FakeSlack slack) throws Exception {
        Map<String, String> properties = new TreeMap<>(journal);
        properties.put("provider.team.type", "slack");
        properties.put("provider.team.rate", "0");
        properties.put("provider.team.address", slack.address("slow"));
        return RunningGateway.start(Files.createDirectories(folder.resolve(name)), properties);
    }

    private static Map<String, String> onPostgres() {
        return Map.of(
                "journal.url", Postgres.shared().url("gateway_" + System.nanoTime()),
                "journal.username", Postgres.USER,
                "journal.password", Postgres.PASSWORD);
    }

    @Test
    void twoGatewaysAreOne() throws Exception {
        Map<String, String> journal = onPostgres();
        try (FakeSlack slack = new FakeSlack();
                RunningGateway one = gateway("one", journal, slack);
                RunningGateway two = gateway("two", journal, slack)) {
            assertThat(two.post("/webhook", PUSH).body()).contains("accepted");
            assertThat(one.post("/webhook", PUSH).body()).contains("duplicate");
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> slack.taken("slow").containsKey(1L));
            List<String> owned = Stream.of(one.management("/api/providers"), two.management("/api/providers"))
                    .map(body -> body.replaceAll(".*\"owned\":(true|false),.*", "$1"))
                    .sorted()
                    .toList();
            assertThat(owned).containsExactly("false", "true");
            one.awaitIdle(Duration.ofMinutes(1));
            two.awaitIdle(Duration.ofMinutes(1));
            assertThat(slack.taken("slow")).isEqualTo(Map.of(1L, 1));
            assertThat(one.management("/api/events")).isEqualTo(two.management("/api/events"));
        }
    }

    @Test
    void noRouteDependsOnTheKindOfTheJournal() throws Exception {
        try (FakeSlack slack = new FakeSlack();
                RunningGateway server = gateway("server", onPostgres(), slack);
                RunningGateway file = gateway("file", Map.of(), slack)) {
            assertThat(routes(server)).isEqualTo(routes(file)).isNotEmpty();
        }
        try (Stream<Path> files = Files.walk(RunningGateway.ROUTES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContainIgnoringCase("sqlite", "postgres", "jdbc", "journal.url");
            }
        }
    }

    /** The whole definitions, by the routes' names, without what differs from one object to the next. */
    private static Map<String, String> routes(RunningGateway gateway) {
        Map<String, String> routes = new TreeMap<>();
        ((ModelCamelContext) gateway.context())
                .getRouteDefinitions()
                .forEach(
                        route -> routes.put(route.getRouteId(), route.toString().replaceAll("@[0-9a-f]+", "")));
        return routes;
    }
}
