package dev.caravan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The API of a cluster that has Flux's resource definitions in one version, on the real wire; what it holds outlives its server. */
final class FakeCluster implements AutoCloseable {
    static final String GROUP = "notification.toolkit.fluxcd.io";

    /** It tells every request. */
    private static final Logger SERVER = Logger.getLogger("io.fabric8.mockwebserver");

    private static final ObjectMapper JSON = new ObjectMapper();

    final String version;
    private final int port;
    private final Map<ServerRequest, Queue<ServerResponse>> expectations = new HashMap<>();
    private final KubernetesMixedDispatcher dispatcher = new KubernetesMixedDispatcher(expectations);
    private KubernetesMockServer server;
    private KubernetesClient client;

    /** {@code v1beta2} has a status, as it has in Flux, and {@code v1beta3} has none. */
    FakeCluster(String version) throws IOException {
        SERVER.setLevel(Level.OFF);
        this.version = version;
        this.port = RunningGateway.freePort();
        this.server = serve();
        this.client = client();
        Stream<String> names = Stream.of("providers", "alerts");
        List<String> all = version.equals("v1beta3")
                ? names.toList()
                : names.flatMap(name -> Stream.of(name, name + "/status")).toList();
        server.expect()
                .get()
                .withPath("/apis/" + GROUP + "/" + version)
                .andReturn(
                        200,
                        new APIResourceListBuilder()
                                .withGroupVersion(GROUP + "/" + version)
                                .withResources(all.stream()
                                        .map(name -> new APIResourceBuilder()
                                                .withName(name)
                                                .build())
                                        .toList())
                                .build())
                .always();
    }

    private KubernetesMockServer serve() throws IOException {
        KubernetesMockServer started =
                new KubernetesMockServer(new Context(), new MockWebServer(), expectations, dispatcher, false);
        started.init(InetAddress.getLoopbackAddress(), port);
        return started;
    }

    private KubernetesClient client() {
        Config config = Config.empty();
        config.setMasterUrl(url());
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    /** To have it answer otherwise. */
    KubernetesMockServer server() {
        return server;
    }

    /** Takes an object in, or another version of it. */
    void apply(String yaml) {
        for (JsonNode document : Manifests.documents(yaml)) {
            GenericKubernetesResource resource = JSON.convertValue(document, GenericKubernetesResource.class);
            if (!resource.getApiVersion().equals("v1")) {
                resource.setApiVersion(GROUP + "/" + version);
            }
            Resource<GenericKubernetesResource> one = one(
                    resource.getKind(),
                    resource.getMetadata().getNamespace(),
                    resource.getMetadata().getName());
            if (one.get() == null) {
                client.genericKubernetesResources(context(resource.getKind()))
                        .inNamespace(resource.getMetadata().getNamespace())
                        .resource(resource)
                        .create();
            } else {
                one.edit(known -> {
                    resource.getAdditionalProperties().forEach(known::setAdditionalProperty);
                    return known;
                });
            }
        }
    }

    void provider(String namespace, String name, String spec) {
        apply("{apiVersion: " + GROUP + "/" + version + ", kind: Provider, metadata: {namespace: " + namespace
                + ", name: " + name + "}, spec: {" + spec + "}}");
    }

    void alert(String namespace, String name, String provider, String spec) {
        apply("{apiVersion: " + GROUP + "/" + version + ", kind: Alert, metadata: {namespace: " + namespace + ", name: "
                + name + "}, spec: {providerRef: {name: " + provider + "}, " + spec + "}}");
    }

    void secret(String namespace, String name, String key, String value) {
        apply("{apiVersion: v1, kind: Secret, metadata: {namespace: " + namespace + ", name: " + name + "}, data: {"
                + key
                + ": "
                + java.util.Base64.getEncoder().encodeToString(value.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                + "}}");
    }

    /** Requests like this one are refused, so many times or always. */
    void refusesPut(String path, int code, int times) {
        Status status = new StatusBuilder()
                .withCode(code)
                .withMessage("refused by the test")
                .build();
        var answer = server.expect().put().withPath(path).andReturn(code, status);
        if (times == 0) {
            answer.always();
        } else {
            answer.times(times);
        }
    }

    String path(String plural, String namespace, String name) {
        return "/apis/" + GROUP + "/" + version + "/namespaces/" + namespace + "/" + plural + "/" + name;
    }

    void delete(String kind, String namespace, String name) {
        one(kind, namespace, name).delete();
    }

    private Resource<GenericKubernetesResource> one(String kind, String namespace, String name) {
        return client.genericKubernetesResources(context(kind))
                .inNamespace(namespace)
                .withName(name);
    }

    private ResourceDefinitionContext context(String kind) {
        boolean secret = kind.equals("Secret");
        return new ResourceDefinitionContext.Builder()
                .withGroup(secret ? "" : GROUP)
                .withVersion(secret ? "v1" : version)
                .withKind(kind)
                .withPlural(kind.toLowerCase(java.util.Locale.ROOT) + "s")
                .withNamespaced(true)
                .build();
    }

    /** The status of an object as it stands there. */
    JsonNode status(String kind, String namespace, String name) {
        return JSON.valueToTree(one(kind, namespace, name).get()).path("status");
    }

    /** {@code True: Initialized}, or nothing. */
    String ready(String kind, String namespace, String name) {
        JsonNode condition = status(kind, namespace, name).path("conditions").path(0);
        return condition.isMissingNode()
                ? ""
                : condition.path("status").asText() + " "
                        + condition.path("reason").asText() + ": "
                        + condition.path("message").asText();
    }

    /** Nobody answers any more, and every connection is cut. */
    void stop() {
        client.close();
        server.destroy();
    }

    /** The same objects at the same address. */
    void start() throws IOException {
        server = serve();
        client = client();
    }

    @Override
    public void close() {
        stop();
    }
}
