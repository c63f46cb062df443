package dev.caravan.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.provider.ProviderTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The channels to Kafka: what is taken, what is refused and with which words, and that no route sees a difference. */
final class KafkaReaderTest {
    private static final Path ROUTES = Path.of("routes").toAbsolutePath();

    @TempDir
    private Path folder;

    private Reading read(Map<String, String> environment, String... lines) throws Exception {
        Files.writeString(folder.resolve("application.properties"), String.join("\n", lines));
        return Reading.of(new Surroundings(
                folder,
                environment,
                Map.of(),
                ProviderTypes.in(ROUTES.resolve("providers")),
                Sources.in(ROUTES.resolve("sources"))));
    }

    private List<String> problems(String... lines) throws Exception {
        return read(Map.of(), lines).problems().stream()
                .map(ConfigurationProblem::toString)
                .toList();
    }

    @Test
    void theShippedProfileNeedsNothingButTheBrokers() throws Exception {
        Reading reading = read(Map.of("CARAVAN_PROFILE", "kafka", "KAFKA_BROKERS", "one:9092,two:9092"));

        assertThat(reading.problems()).isEmpty();
        var kafka = reading.configuration().kafka().orElseThrow();
        assertThat(kafka.client()).containsEntry("bootstrap.servers", "one:9092,two:9092");
        assertThat(kafka.producer())
                .containsEntry("delivery.timeout.ms", 5000)
                .containsEntry("enable.idempotence", true);
        assertThat(kafka.group()).isEqualTo("caravan-_name_");
    }

    /** The files are the same, and so are the endpoints that they are given. */
    @Test
    void noRouteSeesWhereTheJournalIs() throws Exception {
        Configuration file = read(Map.of()).configuration();
        Configuration kafka = read(Map.of("CARAVAN_PROFILE", "kafka", "KAFKA_BROKERS", "one:9092"))
                .configuration();

        assertThat(kafka.camelProperties()).isEqualTo(file.camelProperties());
        assertThat(kafka.history()).isEqualTo(folder.resolve("history"));
        assertThat(file.history()).isEqualTo(folder.resolve("data/history"));
    }

    @Test
    void aProfileBesideTheFileIsReadInsteadAndWins() throws Exception {
        Files.writeString(folder.resolve("application-kafka.properties"), "journal.retention=3d\ncamel.server.port=1");
        Reading reading = read(Map.of(), "camel.main.profile=kafka", "camel.server.port=2", "journal.retention=1d");

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.configuration().kafka()).isEmpty();
        assertThat(reading.configuration().door().port()).isEqualTo(1);
        assertThat(reading.configuration().journal().retention()).hasDays(3);
    }

    @Test
    void whatIsWrongIsToldWithItsRemedy() throws Exception {
        assertThat(problems("camel.main.profile=kafak"))
                .singleElement()
                .asString()
                .contains("application.properties:1", "names a profile that is not there", "kafka");
        assertThat(problems("camel.main.profile=kafka"))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("application-kafka.properties:3: channel.publish", "{{kafka.brokers}}"));
        assertThat(problems("channel.publish=kafka:a?brokers=b:1"))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("channel.", "all three", "kafka:"));
    }

    @Test
    void optionsThatWouldLoseEventsAreRefused() throws Exception {
        assertThat(channels("&brokrs=x", ""))
                .anySatisfy(problem -> assertThat(problem).contains("brokrs"));
        assertThat(channels("&requestRequiredAcks=1", ""))
                .singleElement()
                .asString()
                .contains("requestRequiredAcks", "leave that out");
        assertThat(channels("&compressionCodec=zstd", ""))
                .singleElement()
                .asString()
                .contains("lz4");
        assertThat(channels("", "&autoOffsetReset=earliest"))
                .singleElement()
                .asString()
                .contains("autoOffsetReset");
        assertThat(channels("&lingerMs=soon", "")).singleElement().asString().contains("a value");
    }

    private List<String> channels(String publish, String subscribe) throws Exception {
        return problems(
                "channel.publish=kafka:a?brokers=b:1" + publish,
                "channel.subscribe=kafka:a?brokers=b:1&groupId=g-{{name}}" + subscribe,
                "channel.dead=kafka:d?brokers=b:1");
    }

    @Test
    void groupsAndTopicsMustNotBeMixedUp() throws Exception {
        assertThat(problems(
                        "channel.publish=kafka:a?brokers=b:1",
                        "channel.subscribe=kafka:c?brokers=b:1&groupId=same",
                        "channel.dead=kafka:a?brokers=b:1"))
                .anySatisfy(problem -> assertThat(problem).contains("another topic"))
                .anySatisfy(problem -> assertThat(problem).contains("groupId=caravan-{{name}}"))
                .anySatisfy(problem -> assertThat(problem).contains("a topic of their own"));
    }

    @Test
    void aSecretOpensTheBrokersAndIsShownNowhere() throws Exception {
        Path secret = Files.createDirectories(folder.resolve("secrets/kafka"));
        Files.writeString(secret.resolve("username"), "caravan\n");
        Files.writeString(secret.resolve("password"), "canary\"\\\n");
        Reading reading = read(
                Map.of("CARAVAN_PROFILE", "kafka", "KAFKA_BROKERS", "one:9092"),
                "kafka.secret=kafka",
                "kafka.tls=true");

        var kafka = reading.configuration().kafka().orElseThrow();
        assertThat(reading.problems()).isEmpty();
        assertThat(kafka.client())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .hasEntrySatisfying(
                        "sasl.jaas.config",
                        login -> assertThat(login.toString()).contains("password=\"canary\\\"\\\\\""));
        assertThat(reading.configuration().toString()).doesNotContain("canary");
        assertThat(reading.configuration().camelProperties().toString()).doesNotContain("canary");
    }

    @Test
    void certificatesAreCheckedAtTheStart() throws Exception {
        Path secret = Files.createDirectories(folder.resolve("secrets/kafka"));
        Files.writeString(secret.resolve("ca.crt"), "canary");
        Files.writeString(secret.resolve("username"), "caravan");
        Reading reading = read(Map.of("CARAVAN_PROFILE", "kafka", "KAFKA_BROKERS", "one:9092"), "kafka.secret=kafka");

        assertThat(reading.problems().toString())
                .contains("kafka.ca.crt holds no certificate", "kafka.password is missing")
                .doesNotContain("canary");
    }
}
