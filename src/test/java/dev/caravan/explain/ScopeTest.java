package dev.caravan.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void a_mapping_of_a_source_concerns_its_samples_and_every_message_of_its_events() {
        Scope scope =
                Scope.of(List.of("routes/sources/acr/event.jsonata", "routes/sources/acr/samples/push.event.json"));
        assertThat(scope.hasSamples()).isTrue();
        assertThat(scope.source("acr")).isTrue();
        assertThat(scope.source("github")).isFalse();
        assertThat(scope.message("slack", "acr")).isTrue();
        assertThat(scope.message("slack", "github")).isFalse();
    }

    @Test
    void a_provider_type_is_shown_every_event_and_no_other_type_is() {
        Scope scope = Scope.of(List.of("routes/providers/slack/message.jsonata"));
        assertThat(scope.source("acr")).isTrue();
        assertThat(scope.message("slack", "acr")).isTrue();
        assertThat(scope.message("discord", "acr")).isFalse();
    }

    @Test
    void the_routes_that_detect_or_belong_to_a_source_concern_every_source() {
        for (String file : List.of(
                "routes/20-detect.camel.yaml",
                "routes/22-unwrap.camel.yaml",
                "routes/sources/acr/acr.camel.yaml",
                "routes/sources/acr/acr.properties")) {
            Scope scope = Scope.of(List.of(file));
            assertThat(scope.source("github")).as(file).isTrue();
            assertThat(scope.message("slack", "github")).as(file).isTrue();
        }
    }

    @Test
    void properties_and_routes_around_them_concern_none() {
        assertThat(Scope.of(List.of(
                                "application.properties", "routes/30-record.camel.yaml", "routes/policy/a.camel.yaml"))
                        .hasSamples())
                .isFalse();
        assertThat(Scope.everything().message("slack", "acr")).isTrue();
    }
}
