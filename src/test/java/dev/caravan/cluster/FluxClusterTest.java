package dev.caravan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.configuration.ClusterObject;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an API may answer, word by word. */
final class FluxClusterTest {
    private static final Logger SERVER = Logger.getLogger("io.fabric8.mockwebserver");
    private static final String KINDS = "/apis/notification.toolkit.fluxcd.io/v1beta3";
    private static final String LISTS = KINDS + "/namespaces/apps/";
    private static final String WATCH = "?allowWatchBookmarks=true&resourceVersion=%s&timeoutSeconds=600&watch=true";

    private final KubernetesMockServer server = new KubernetesMockServer(false);
    private final AtomicInteger changes = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    private FluxCluster cluster;

    @BeforeEach
    void start() {
        SERVER.setLevel(Level.OFF);
        server.init();
        cluster = FluxCluster.at(server.url("/"), "apps");
    }

    @AfterEach
    void stop() {
        cluster.close();
        server.destroy();
    }

    private void kinds() {
        server.expect()
                .get()
                .withPath(KINDS)
                .andReturn(
                        200,
                        new APIResourceListBuilder()
                                .withResources(
                                        new APIResourceBuilder()
                                                .withName("providers")
                                                .build(),
                                        new APIResourceBuilder()
                                                .withName("alerts")
                                                .build())
                                .build())
                .always();
    }

    private static Map<String, Object> list(String version, Object... items) {
        return Map.of(
                "apiVersion",
                "notification.toolkit.fluxcd.io/v1beta3",
                "kind",
                "List",
                "metadata",
                Map.of("resourceVersion", version),
                "items",
                List.of(items));
    }

    private static Map<String, Object> provider(String version, String channel) {
        return Map.of(
                "apiVersion",
                "notification.toolkit.fluxcd.io/v1beta3",
                "kind",
                "Provider",
                "metadata",
                Map.of("name", "crew", "namespace", "apps", "uid", "1", "resourceVersion", version),
                "spec",
                Map.of("type", "slack", "channel", channel));
    }

    private void lists(String plural, Map<String, Object> list) {
        server.expect().get().withPath(LISTS + plural).andReturn(200, list).always();
        server.expect()
                .get()
                .withPath(LISTS + plural + "?resourceVersion=0")
                .andReturn(200, list)
                .once();
    }

    /** Ends after so many milliseconds with a version that is gone. */
    private void watch(String plural, String version, long wait) {
        server.expect()
                .get()
                .withPath(LISTS + plural + WATCH.formatted(version))
                .andUpgradeToWebSocket()
                .open()
                .waitFor(wait)
                .andEmit(new WatchEvent(
                        new StatusBuilder().withCode(410).withReason("Expired").build(), "ERROR"))
                .done()
                .always();
    }

    private String text() {
        return cluster.objects(List.of()).stream()
                .map(ClusterObject::json)
                .toList()
                .toString();
    }

    private void awaitText(String word) {
        Awaitility.await().untilAsserted(() -> assertThat(text()).contains(word));
    }

    @Test
    void aVersionThatIsGoneIsListedAnew() {
        kinds();
        lists("alerts", list("1"));
        watch("alerts", "1", 5_000);
        Map<String, Object> before = list("1", provider("1", "before"));
        server.expect()
                .get()
                .withPath(LISTS + "providers")
                .andReturn(200, before)
                .once();
        server.expect()
                .get()
                .withPath(LISTS + "providers?resourceVersion=0")
                .andReturn(200, before)
                .always();
        watch("providers", "1", 1500);
        server.expect()
                .get()
                .withPath(LISTS + "providers")
                .andReturn(200, list("9", provider("8", "after")))
                .always();
        watch("providers", "9", 5_000);

        assertThat(text()).contains("before");
        cluster.follow(List.of(), changes::incrementAndGet);
        awaitText("after");
        assertThat(changes.get()).isPositive();
    }

    @Test
    void aClusterWithoutFluxHasNothingUntilItIsInstalled() {
        assertThat(cluster.objects(List.of())).isEmpty();

        cluster.follow(List.of(), changes::incrementAndGet);
        kinds();
        lists("providers", list("1", provider("1", "crew")));
        lists("alerts", list("1"));
        awaitText("\"channel\":\"crew\"");
    }

    @Test
    void aSecretThatMayNotBeReadIsMissing() {
        kinds();
        Map<String, Object> provider = Map.of(
                "apiVersion",
                "notification.toolkit.fluxcd.io/v1beta3",
                "kind",
                "Provider",
                "metadata",
                Map.of("name", "crew", "namespace", "apps", "uid", "1", "resourceVersion", "1"),
                "spec",
                Map.of("type", "slack", "secretRef", Map.of("name", "hook")));
        lists("providers", list("1", provider));
        lists("alerts", list("1"));
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/apps/secrets/hook")
                .andReturn(
                        403,
                        new StatusBuilder()
                                .withCode(403)
                                .withMessage("secrets \"hook\" is forbidden")
                                .build())
                .always();

        assertThat(cluster.objects(List.of())).extracting(ClusterObject::id).containsExactly("Provider apps/crew");
    }
}
