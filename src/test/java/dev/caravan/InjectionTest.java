package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an event says is said, and steers nothing: not where a request goes, not its fields, and no language of Camel reads it. Every
 * provider type, whichever producer it has.
 */
final class InjectionTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final List<String> HOSTILE = List.of(
            "x\r\nX-Evil: evil\r\n\r\nPOST /evil HTTP/1.1\r\n",
            "x\nX-Evil: evil\u0000\u0085\u2028evil",
            "{{sys:user.home}} {{env:PATH}} {{caravan.routes}} {{?evil}} {{evil:evil}}",
            "${sys.user.home} ${camelContext} $simple{exchange} ${bean:journal} #{systemProperties}",
            "?CamelHttpUri=http://evil/&throwExceptionOnFailure=false#evil",
            "../../evil/..;/%2e%2e%2fevil",
            "http://169.254.169.254/evil",
            "x'; DROP TABLE event; --",
            "$eval('$env') & $shell(\"evil\")");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void noTextOfAnEventSteersARequest() throws Exception {
        try (FakeProviders providers = new FakeProviders();
                RunningGateway gateway = RunningGateway.start(folder, lanes(providers))) {
            gateway.append(event("harmless"));
            gateway.awaitIdle(PATIENCE);
            Map<String, Traits> harmless = traits(providers);
            HOSTILE.forEach(text -> gateway.append(event(text)));
            gateway.awaitIdle(PATIENCE);

            assertThat(gateway.journal().deadLetters(10, null, null)).isEmpty();
            assertThat(providers.requestsTo("/evil")).isEmpty();
            assertThat(traits(providers)).isEqualTo(harmless);
            for (Variant variant : Variant.onTheWire()) {
                List<LoggedRequest> told = providers.messages(variant.name());
                assertThat(told).as(variant.name()).hasSize(1 + HOSTILE.size()).allSatisfy(InjectionTest::isUnread);
            }
        }
    }

    private static Map<String, String> lanes(FakeProviders providers) {
        Map<String, String> properties = new TreeMap<>();
        for (Variant variant : Variant.onTheWire()) {
            providers.satisfies(variant.name(), variant.contract());
            properties.putAll(variant.properties(variant.name(), providers.address(variant.name())));
        }
        return properties;
    }

    /** Wherever a text may stand, as name of a member and as value; the commit is what commit statuses cannot do without, the change request what comments cannot. */
    private static Map<String, Object> event(String text) {
        Map<String, Object> event = new HashMap<>();
        for (String name :
                List.of("reason", "message", "timestamp", "reportingController", "reportingInstance", text)) {
            event.put(name, text);
        }
        event.put("severity", "error");
        event.put("involvedObject", Map.of("kind", text, "namespace", text, "name", text, "apiVersion", text));
        event.put(
                "metadata",
                Map.of(
                        "commit",
                        "731f7eaddfb6af01cb2173e18f0f75b0ba780ef1",
                        "revision",
                        "main@sha1:731f7eaddfb6af01cb2173e18f0f75b0ba780ef1",
                        "change_request",
                        "12",
                        "summary",
                        text,
                        text,
                        text,
                        "CamelHttpUri",
                        text,
                        "Authorization",
                        text));
        return event;
    }

    /** What of its requests is no text: where they went, by which method, and which fields they had. */
    private record Traits(Set<String> targets, Set<String> fields) {
        /** The name of a status or a message, as a hash or in characters that cannot end a value or a segment. */
        private static final Pattern NAME =
                Pattern.compile("(?<=/build/|/m.room.message/|[?&](?:key|name)=)[\\w%.!~*'()-]+");

        static Traits of(List<LoggedRequest> requests) {
            return new Traits(
                    requests.stream()
                            .map(request -> request.getMethod() + " "
                                    + NAME.matcher(request.getUrl()).replaceAll("<name>"))
                            .collect(Collectors.toSet()),
                    requests.stream()
                            .flatMap(request -> request.getHeaders().keys().stream())
                            .collect(Collectors.toSet()));
        }
    }

    private static Map<String, Traits> traits(FakeProviders providers) {
        return Variant.onTheWire().stream()
                .collect(Collectors.toMap(Variant::name, variant -> Traits.of(providers.requests(variant.name()))));
    }

    private static void isUnread(LoggedRequest request) {
        // Flux's field with the controller's name is the one that an event gets into, and as a value
        assertThat(request.getHeaders().all())
                .filteredOn(field -> !field.key().equals("Gotk-Component"))
                .extracting(HttpHeader::toString)
                .noneMatch(field -> field.contains("evil") || field.contains("user.home"));
        assertThat(String.valueOf(request.getHeader("Gotk-Component")))
                .doesNotContain("\r", "\n", "\u0000", System.getProperty("user.home") + " ");
        assertThat(request.getBodyAsString())
                .doesNotContain(
                        System.getProperty("user.home") + " ", RunningGateway.ROUTES.toString(), "CamelContext");
        assertThat(Samples.content(request.getBodyAsString())).isNotNull();
    }
}
