package dev.caravan;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.caravan.configuration.Reading;
import dev.caravan.configuration.Surroundings;
import dev.caravan.edit.History;
import dev.caravan.edit.Place;
import dev.caravan.edit.Rollback;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditsTest {
    private static final Duration MOST = EditedGateway.MOST;
    private static final String FAILS = "$error(\"no\"),";
    private static final String DETECTION = """
                          - expression:
                              jsonpath:
                                expression: "$[?(@.acme)]"
                                allowSimple: false
                                suppressExceptions: true
                            steps:
                              - to:
                                  uri: direct:acme
                        otherwise:
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Receiver receiver;

    @BeforeEach
    void receive() throws Exception {
        receiver = new Receiver();
    }

    @AfterEach
    void end() {
        receiver.close();
    }

    private EditedGateway start() throws Exception {
        return EditedGateway.start(
                folder, Map.of("provider.team.type", "generic", "provider.team.address", receiver.address("team")));
    }

    private void awaitTaken(String... words) {
        Awaitility.await().atMost(MOST).until(() -> receiver.count(words) > 0);
    }

    @Test
    void an_edited_mapping_holds_for_the_next_event_and_a_broken_one_for_none() throws Exception {
        try (EditedGateway gateway = start()) {
            assertThat(gateway.post("before")).isEqualTo(202);
            awaitTaken("before", "\"Message\"");
            String first = gateway.version();

            gateway.rename("Message", "Note");
            gateway.awaitOther(first);
            assertThat(gateway.post("after")).isEqualTo(202);
            awaitTaken("after", "\"Note\"");
            assertThat(gateway.reloadSuccess()).isEqualTo(1);

            String second = gateway.version();
            gateway.replace(
                    "routes/sources/message/event.jsonata", "$title := $text(title);", "$title := $text(title;");
            assertThat(gateway.awaitRefused()).contains("routes/sources/message/event.jsonata:");
            assertThat(gateway.reloadSuccess()).isZero();
            assertThat(gateway.version()).isEqualTo(second);
            assertThat(gateway.post("broken")).isEqualTo(202);
            awaitTaken("broken", "\"Note\"");

            new Rollback(Place.live(folder, gateway.routes), history())
                    .to(history().newest().orElseThrow());
            gateway.awaitInForce();
            assertThat(gateway.version()).isEqualTo(second);
            assertThat(gateway.reloadSuccess()).isEqualTo(1);

            Rollback back = new Rollback(Place.live(folder, gateway.routes), history());
            assertThat(back.target().orElseThrow().id()).isEqualTo(first);
            back.to(back.target().orElseThrow());
            gateway.awaitOther(second);
            assertThat(gateway.post("rolled back")).isEqualTo(202);
            awaitTaken("rolled back", "\"Message\"");
            assertThat(history().changes().get(0).files()).contains("routes/sources/message/event.jsonata");
        }
    }

    private History history() {
        return new History(Reading.of(Surroundings.of(folder, folder.resolve("routes")))
                .configuration()
                .history());
    }

    @Test
    void what_is_wrong_is_told_with_file_and_line_and_changes_nothing() throws Exception {
        try (EditedGateway gateway = start()) {
            String version = gateway.version();
            gateway.append("application.properties", "provider.team.adress=x\n");
            assertThat(gateway.awaitRefused())
                    .contains("application.properties:")
                    .contains("adress");
            gateway.replace("application.properties", "provider.team.adress=x\n", "");
            gateway.awaitInForce();

            gateway.append("routes/30-record.camel.yaml", "\n  - : [\n");
            assertThat(gateway.awaitRefused()).contains("routes/30-record.camel.yaml:");
            gateway.replace("routes/30-record.camel.yaml", "\n  - : [\n", "");
            gateway.awaitInForce();

            gateway.replace("routes/sources/message/event.jsonata", "\"Message\",", FAILS);
            assertThat(gateway.awaitRefused()).contains("samples/plain.json:");
            gateway.replace("routes/sources/message/event.jsonata", FAILS, "\"Message\",");
            gateway.awaitInForce();

            gateway.append("application.properties", "webhook.max-body=2MiB\n");
            assertThat(gateway.awaitRefused()).contains("webhook.max-body cannot change while");

            assertThat(gateway.version()).isEqualTo(version);
            assertThat(gateway.post("still")).isEqualTo(202);
            awaitTaken("still");
        }
    }

    @Test
    void what_would_break_the_check_is_refused_and_leaves_nothing_behind() throws Exception {
        String mapping = "routes/sources/message/event.jsonata";
        try (EditedGateway gateway = start()) {
            gateway.post("first");
            awaitTaken("first");
            gateway.awaitInForce();
            assertRefused(gateway, mapping, "(".repeat(20_000), mapping + ": is nested too deep");
            assertRefused(gateway, mapping, "($f := function($x) {$f($x)}; $f(1))", "steps; look for a loop");
            assertRefused(gateway, mapping, "($f := function($x) {$f($x) + 1}; $f(1))", "calls itself too deep");
            assertRefused(gateway, mapping, " ".repeat(2 << 20), mapping + ": is larger than 1 MiB");
            String route = "routes/30-record.camel.yaml";
            assertRefused(gateway, route, "[".repeat(50_000), route + ": is nested too deep");
            String type = "routes/providers/generic/generic.kamelet.yaml";
            assertRefused(gateway, type, "[".repeat(50_000), type + ": ");
            gateway.post("last");
            awaitTaken("last");
        }
    }

    private void assertRefused(EditedGateway gateway, String file, String text, String why) throws Exception {
        String good = Files.readString(folder.resolve(file));
        EditedGateway.write(folder.resolve(file), text);
        assertThat(gateway.awaitRefused()).contains(why);
        assertOneVersion();
        EditedGateway.write(folder.resolve(file), good);
        gateway.awaitInForce();
    }

    /** Drafts are cleared away. */
    private void assertOneVersion() {
        Awaitility.await().atMost(MOST).untilAsserted(() -> {
            try (var versions = Files.list(folder.resolve("data/history"))) {
                assertThat(versions).hasSize(1);
            }
        });
    }

    @Test
    void files_that_could_not_be_read_for_a_moment_are_in_force_again() throws Exception {
        try (EditedGateway gateway = start()) {
            gateway.post("first");
            awaitTaken("first");
            Files.move(gateway.routes, folder.resolve("away"));
            assertThat(gateway.awaitRefused()).contains("routes: cannot be read");
            Files.move(folder.resolve("away"), gateway.routes);
            gateway.awaitInForce();
            Path unreadable = gateway.routes.resolve("sources/message/unreadable");
            assumeTrue(Files.exists(Path.of("/proc/self/mem")));
            Files.createSymbolicLink(unreadable, Path.of("/proc/self/mem"));
            gateway.awaitRefused();
            assertOneVersion();
            Files.delete(unreadable);
            gateway.awaitInForce();
        }
        Files.createSymbolicLink(folder.resolve("routes/loop"), Path.of("."));
        try (EditedGateway gateway = EditedGateway.start(folder)) {
            assertThat(gateway.awaitRefused()).contains("routes/loop: cannot be read");
            gateway.post("second");
            awaitTaken("second");
            Files.delete(folder.resolve("routes/loop"));
            gateway.awaitInForce();
        }
    }

    @Test
    void a_golden_that_was_left_behind_is_told_and_keeps_no_edit_out() throws Exception {
        try (EditedGateway gateway = start()) {
            String version = gateway.version();
            gateway.replace("routes/sources/message/event.jsonata", "\"Message\",", "\"Other\",");
            gateway.awaitOther(version);
            assertThat(gateway.post("differs")).isEqualTo(202);
            awaitTaken("differs", "\"Other\"");
            assertThat(gateway.status().path("warnings").toString())
                    .contains("routes/sources/message/samples/plain.event.json")
                    .contains("differ at /");
            assertThat(gateway.reloadSuccess()).isEqualTo(1);
        }
    }

    @Test
    void sources_and_providers_come_and_go() throws Exception {
        try (EditedGateway gateway = start()) {
            gateway.post("early");
            awaitTaken("early");
            String version = gateway.version();
            gateway.append(
                    "application.properties",
                    "provider.ops.type=generic\nprovider.ops.address=" + receiver.address("ops") + "\n");
            RouteCopy.of(gateway.routes.resolve("sources/message"), folder.resolve("acme"));
            Files.move(folder.resolve("acme/message.camel.yaml"), folder.resolve("acme/acme.camel.yaml"));
            for (String sample : new String[] {"plain", "error"}) {
                Files.delete(folder.resolve("acme/samples/" + sample + ".json"));
                Files.delete(folder.resolve("acme/samples/" + sample + ".event.json"));
            }
            gateway.replace("acme/acme.camel.yaml", "message", "acme");
            gateway.replace("acme/event.jsonata", "\"message\"", "\"acme\"");
            Files.move(folder.resolve("acme"), gateway.routes.resolve("sources/acme"));
            gateway.replace("routes/20-detect.camel.yaml", "            otherwise:\n", DETECTION);
            version = awaitQuiet(gateway, version);
            gateway.post("late");
            awaitTaken("/ops", "late");
            assertThat(receiver.count("/ops", "early")).isZero();
            assertThat(gateway.management("/api/providers")).contains("\"ops\"");
            assertThat(gateway.management("/observe/metrics")).contains("lane_lag_events{provider=\"ops\"");

            gateway.replace("application.properties", "provider.ops.type=generic\n", "");
            gateway.replace("application.properties", "provider.ops.address=" + receiver.address("ops") + "\n", "");
            gateway.awaitOther(version);
            gateway.post("later");
            awaitTaken("/team", "later");
            assertThat(receiver.count("/ops", "later")).isZero();
            Awaitility.await()
                    .atMost(MOST)
                    .until(() -> !gateway.management("/observe/metrics").contains("lane_lag_events{provider=\"ops\""));
        }
    }

    /** Files that are saved one after the other may become more than one version. */
    private static String awaitQuiet(EditedGateway gateway, String version) throws Exception {
        gateway.awaitOther(version);
        gateway.awaitInForce();
        return gateway.version();
    }

    @Test
    void an_attempt_on_its_way_ends_where_it_began_and_order_is_kept() throws Exception {
        try (EditedGateway gateway = EditedGateway.start(
                folder, Map.of("provider.team.type", "generic", "provider.team.address", receiver.address("slow")))) {
            String version = gateway.version();
            gateway.rename("Message", "Note");
            for (int number = 0; number < 4; number++) {
                gateway.post("number " + number);
            }
            gateway.awaitOther(version);
            gateway.post("number 4");
            Awaitility.await().atMost(MOST).until(() -> receiver.taken().size() >= 5);
            for (int number = 0; number < 5; number++) {
                assertThat(receiver.begun().get(number)).contains("number " + number);
            }
            assertThat(receiver.begun()).hasSize(5);
        }
    }

    @Test
    void a_start_with_broken_files_goes_on_with_what_was_in_force() throws Exception {
        try (EditedGateway gateway = start()) {
            gateway.post("first");
            awaitTaken("first");
        }
        Path mapping = folder.resolve("routes/sources/message/event.jsonata");
        String good = Files.readString(mapping);
        EditedGateway.write(mapping, good.replace("\"Message\",", FAILS));
        try (EditedGateway gateway = EditedGateway.start(folder)) {
            assertThat(gateway.awaitRefused()).contains("routes/sources/message/samples/plain.json");
            gateway.post("second");
            awaitTaken("second", "\"Message\"");
            EditedGateway.write(mapping, good);
            gateway.awaitInForce();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "routes/40-lane.camel.yaml | ${variable.matched} | ${variabl.matched} | routes/40-lane.camel.yaml:14: Camel cannot start route lane-team",
                "application.properties | camel.server.port=0 | camel.server.port=0\\ncamel.component.log.wibble=canary | camel.component.log.wibble",
            })
    void a_start_with_what_camel_cannot_start_goes_on_with_what_was_in_force(
            String file, String from, String to, String told) throws Exception {
        try (EditedGateway gateway = start()) {
            gateway.post("first");
            awaitTaken("first");
        }
        String version = history().newest().orElseThrow().id();
        Path edited = folder.resolve(file);
        String good = Files.readString(edited);
        EditedGateway.write(edited, good.replace(from, to.replace("\\n", "\n")));
        try (EditedGateway gateway = EditedGateway.start(folder)) {
            assertThat(gateway.awaitRefused()).contains(told).doesNotContain("canary");
            assertThat(gateway.reloadSuccess()).isZero();
            assertThat(gateway.version()).isEqualTo(version);
            gateway.post("second");
            awaitTaken("second");
            try (var versions = Files.list(version(version).getParent())) {
                assertThat(versions).containsExactly(version(version));
            }
            EditedGateway.write(edited, good);
            gateway.awaitInForce();
        }
    }

    private Path version(String id) {
        return folder.resolve("data/history").resolve(id);
    }

    @Test
    void a_start_takes_in_what_was_edited_meanwhile_and_is_the_same_version_when_nothing_was() throws Exception {
        try (EditedGateway gateway = start()) {
            gateway.post("first");
            awaitTaken("first", "\"Message\"");
        }
        String version = history().newest().orElseThrow().id();
        try (EditedGateway gateway = EditedGateway.start(folder)) {
            assertThat(gateway.version()).isEqualTo(version);
        }
        Path mapping = folder.resolve("routes/sources/message/event.jsonata");
        EditedGateway.write(mapping, Files.readString(mapping).replace("\"Message\",", "\"Other\","));
        try (EditedGateway gateway = EditedGateway.start(folder)) {
            assertThat(gateway.version()).isNotEqualTo(version);
            gateway.post("second");
            awaitTaken("second", "\"Other\"");
        }
    }

    @Test
    void a_mounted_directory_that_is_swapped_is_an_edit() throws Exception {
        RouteCopy.of(RunningGateway.ROUTES, folder.resolve("one"));
        Path mount = Files.createDirectories(folder.resolve("routes"));
        mount(mount, "one", "..one");
        EditedGateway.write(
                folder.resolve("application.properties"),
                "camel.server.port=0\ncamel.management.port=" + RunningGateway.freePort()
                        + "\nprovider.team.type=generic\nprovider.team.address=" + receiver.address("team") + "\n");
        try (EditedGateway gateway = EditedGateway.start(folder)) {
            String version = gateway.version();
            RouteCopy.of(RunningGateway.ROUTES, folder.resolve("two"));
            gateway.replace("two/sources/message/event.jsonata", "\"reason\": \"Message\"", "\"reason\": \"Swapped\"");
            for (String sample : new String[] {"plain", "error"}) {
                Path golden = folder.resolve("two/sources/message/samples/" + sample + ".event.json");
                EditedGateway.write(
                        golden,
                        Files.readString(golden).replaceAll("(\"reason\"\\s*:\\s*)\"Message\"", "$1\"Swapped\""));
            }
            mount(mount, "two", "..two");
            gateway.awaitOther(version);
            gateway.post("mounted");
            awaitTaken("mounted", "\"Swapped\"");
            assertThat(new Rollback(Place.live(folder, mount), history()).isMounted())
                    .isTrue();
        }
    }

    /** As the kubelet does it: links to what {@code ..data} leads to, which is moved over the last one. */
    private void mount(Path mount, String content, String name) throws Exception {
        Files.move(folder.resolve(content), mount.resolve(name));
        Path next = Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of(name));
        Files.move(next, mount.resolve("..data"), ATOMIC_MOVE, REPLACE_EXISTING);
        try (var entries = Files.list(mount.resolve(name))) {
            for (Path entry : entries.toList()) {
                Path link = mount.resolve(entry.getFileName());
                if (!Files.isSymbolicLink(link)) {
                    Files.createSymbolicLink(
                            link, Path.of("..data", entry.getFileName().toString()));
                }
            }
        }
    }
}
