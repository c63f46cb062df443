package dev.caravan.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.provider.ProviderSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
    @TempDir
    Path directory;

    private Installation installation;

    @BeforeEach
    void install() {
        installation = new Installation(directory);
    }

    @Test
    void aProviderMayExistInTheEnvironmentOnly() throws ConfigurationException {
        installation
                .variable("PROVIDER_TEAM_TYPE", "slack")
                .variable("PROVIDER_TEAM_ADDRESS", "https://x/y")
                .variable("PROVIDER_TEAM_GIVE_UP_AFTER", "1h")
                .variable("PROVIDER_TEAM_MESSAGE_TYPE", "plain")
                .variable("PROVIDER_TEAM_MAX_FIELDS", "3");

        assertThat(installation.read().providers()).singleElement().satisfies(provider -> {
            assertThat(provider.name()).isEqualTo("team");
            assertThat(provider.giveUpAfter()).isEqualTo(Duration.ofHours(1));
            assertThat(provider.values())
                    .containsEntry("messageType", "plain")
                    .containsEntry("maxFields", "3")
                    .containsEntry("address", "https://x/y");
        });
    }

    @Test
    void namesThatAreKnownWinOverNamesThatAreGuessed() throws ConfigurationException {
        installation
                .properties("provider.my-team.type=console\nprovider.my.type=slack\nprovider.my.address=https://x/\n")
                .variable("PROVIDER_MY_TEAM_TIMEOUT", "3s")
                .variable("PROVIDER_MY_CHANNEL", "ops")
                .variable("PROVIDER_NEW_ONE_TYPE", "console");

        assertThat(installation.read().providers())
                .extracting(ProviderSettings::name)
                .containsExactly("my", "my-team", "new-one");
        assertThat(installation.read().providers().get(0).values()).containsEntry("channel", "ops");
        assertThat(installation.read().providers().get(1).timeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void systemPropertiesWinOverVariablesAndTheseOverTheFile() throws ConfigurationException {
        installation
                .properties("journal.retention=1d\nwebhook.max-body=1KiB\ncamel.server.port=1\n")
                .variable("JOURNAL_RETENTION", "2d")
                .variable("WEBHOOK_MAX_BODY", "2KiB")
                .variable("CAMEL_SERVER_PORT", "2")
                .option("journal.retention", "3d");

        Configuration configuration = installation.read();
        assertThat(configuration.journal().retention()).isEqualTo(Duration.ofDays(3));
        assertThat(configuration.door().maxBody()).isEqualTo(2048);
        assertThat(configuration.door().port()).isEqualTo(2);
    }

    @Test
    void listsAndMapsOfAnAlertCanBeVariables() throws ConfigurationException {
        installation
                .variable("ALERT_IMAGES_INCLUDE_1_", "b")
                .variable("ALERT_IMAGES_INCLUDE_0_", "a")
                .variable("ALERT_IMAGES_METADATA_CLUSTER", "eu-1")
                .variable("ALERT_IMAGES_SEVERITY", "error");

        assertThat(installation.read().alerts().alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.include()).extracting("key").containsExactly("include[0]", "include[1]");
            assertThat(alert.metadata()).containsEntry("cluster", "eu-1");
        });
    }

    @Test
    void anEmptyVariableDoesNotHideTheFile() throws ConfigurationException {
        installation.properties("log.format=json\n").variable("LOG_FORMAT", "");

        assertThat(installation.read().logFormat()).isEqualTo(LogFormat.JSON);
    }

    @Test
    void variablesOfOthersAreLeftAlone() {
        installation
                .variable("SOURCE_DATE_EPOCH", "0")
                .variable("JOURNAL_STREAM", "8:1")
                .variable("PROVIDER_PORT", "tcp://10.0.0.1:80")
                .variable("PROVIDER_SERVICE_HOST", "10.0.0.1")
                .variable("PROVIDER_PORT_80_TCP_ADDR", "10.0.0.1");

        assertThat(installation.problems()).isEmpty();
    }

    @Test
    void aVariableThatNoPropertyMeansIsTold() {
        installation.variable("PROVIDER_TEAM_TYPE", "console").variable("PROVIDER_TEAM_TMEOUT", "1s");

        assertThat(installation.problems()).singleElement().asString().startsWith("PROVIDER_TEAM_TMEOUT: ");
    }

    @Test
    void aProblemNamesItsVariableButNotTheValue() {
        installation.variable("PROVIDER_TEAM_TYPE", "console").variable("PROVIDER_TEAM_TIMEOUT", "canary");

        assertThat(installation.problems())
                .containsExactly("PROVIDER_TEAM_TIMEOUT: provider.team.timeout is not a "
                        + "duration; write like 500ms, 15s, 10m, 24h or 7d");
    }

    @Test
    void placeholdersLookWhereCamelLooks() throws ConfigurationException {
        installation.properties("""
                        a=eu
                        b={{a}}-{{sys:zone:1}}-{{env:RACK:7}}
                        provider.team.type=console
                        alert.x.summary={{b}}{{none:!}}
                        """).option("zone", "2").variable("A", "us");

        assertThat(installation.read().alerts().alerts().get(0).summary()).contains("us-2-7!");
    }
}
