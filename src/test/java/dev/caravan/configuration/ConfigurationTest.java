package dev.caravan.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.provider.ProviderSettings;
import dev.caravan.provider.Rate;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @TempDir
    Path directory;

    @Test
    void withoutAnyPropertyTheConsoleIsTheProvider() throws ConfigurationException {
        Configuration configuration = new Installation(directory).read();

        assertThat(configuration.providers()).extracting(ProviderSettings::name).containsExactly("console");
        assertThat(configuration.door().host()).isEqualTo("127.0.0.1");
        assertThat(configuration.journal().retention()).isEqualTo(Duration.ofDays(7));
        assertThat(configuration.camelProperties())
                .containsEntry("channel.subscribe", "journal:events?lane={{name}}")
                .containsEntry("camel.server.port", "8080");
    }

    @Test
    void slacksAddressInTheEnvironmentIsAProvider() throws ConfigurationException {
        Configuration configuration = new Installation(directory)
                .variable("SLACK_WEBHOOK_URL", "https://hooks.slack.example/services/T0/B0/canary")
                .read();

        ProviderSettings slack = configuration.providers().get(0);
        assertThat(slack.name()).isEqualTo("slack");
        assertThat(slack.rate()).isEqualTo(new Rate(1, Duration.ofSeconds(1)));
        assertThat(slack.toString()).contains("https://hooks.slack.example/…").doesNotContain("canary");
    }

    @Test
    void theDesignsExampleIsUnderstood() throws ConfigurationException {
        Configuration configuration = new Installation(directory)
                .variable("SLACK_WEBHOOK_URL", "https://hooks.slack.example/a")
                .properties("""
                        provider.team.type=slack
                        provider.team.address={{env:SLACK_WEBHOOK_URL}}
                        provider.team.channel=general
                        provider.team.token={{env:SLACK_TOKEN:}}
                        provider.team.proxy=https://proxy.corp:8080
                        provider.team.format=text
                        provider.team.timeout=20s
                        provider.team.rate=10/min
                        alert.images.providers=team
                        alert.images.sources=acr,harbor
                        alert.images.objects=ContainerImage/*/startkubernetes/*
                        alert.images.include[0]=.*:v[0-9]+.*
                        alert.images.metadata.cluster=eu-1
                        webhook.token={{env:WEBHOOK_TOKEN:}}
                        """)
                .read();

        assertThat(configuration.door().token()).isEmpty();
        assertThat(configuration.alerts().alerts()).hasSize(1);
        assertThat(configuration.camelProperties())
                .containsEntry("camel.kamelet.slack.provider-team.address", "https://hooks.slack.example/a")
                .containsEntry("camel.kamelet.slack.provider-team.channel", "general")
                .containsEntry("camel.kamelet.slack.provider-team.timeout", "20000")
                .containsEntry("camel.kamelet.slack.provider-team.client", "#client-team")
                .containsEntry("camel.kamelet.slack.provider-team.viaHttp", "true")
                .containsEntry(
                        "camel.kamelet.slack.provider-team.routes",
                        directory.resolve("routes").toString())
                .doesNotContainKeys(
                        "camel.kamelet.slack.provider-team.token", "camel.kamelet.slack.provider-team.proxy");
    }
}
