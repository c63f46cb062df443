package dev.caravan.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.provider.ProviderSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What objects of a cluster become beside properties and files. */
final class ClusterObjectsTest {
    private static final String EVERYTHING = "\"eventSources\": [{\"kind\": \"Kustomization\", \"name\": \"*\"}]";

    @TempDir
    private Path directory;

    private final List<ClusterObject> objects = new ArrayList<>();
    private final Map<String, Taken> unusable = new HashMap<>();
    private Installation installation;

    @BeforeEach
    void install() throws Exception {
        installation = new Installation(directory)
                .kamelet("generic", Files.readString(Path.of("routes/providers/generic/generic.kamelet.yaml")))
                .properties("flux.cluster=true\nflux.namespaces=*")
                .cluster(new Cluster() {
                    @Override
                    public List<ClusterObject> objects(List<String> namespaces) {
                        return List.copyOf(objects);
                    }

                    @Override
                    public Map<String, Taken> unusable() {
                        return unusable;
                    }
                });
    }

    private void provider(String namespace, String name, String spec) {
        add("Provider", namespace, name, "\"spec\": {" + spec + "}");
    }

    private void alert(String namespace, String name, String spec) {
        add("Alert", namespace, name, "\"spec\": {" + spec + "}");
    }

    private void secret(String namespace, String name, String data) {
        add("Secret", namespace, name, "\"data\": {" + data + "}");
    }

    private void add(String kind, String namespace, String name, String rest) {
        objects.removeIf(object -> object.id().equals(kind + " " + namespace + "/" + name));
        objects.add(new ClusterObject(
                kind,
                namespace,
                name,
                "{\"kind\": \"" + kind + "\", \"metadata\": {\"name\": \"" + name + "\"}, " + rest + "}"));
    }

    @Test
    void namesOfTwoNamespacesNeverMeet() throws Exception {
        provider("apps", "crew", "\"type\": \"console\"");
        provider("infra", "crew", "\"type\": \"console\"");
        provider("a-b", "c", "\"type\": \"console\"");
        provider("a", "b-c", "\"type\": \"console\"");
        provider("a", "b.c", "\"type\": \"console\"");

        assertThat(installation.read().providers())
                .extracting(ProviderSettings::name)
                .containsExactly("a-b_c", "a_b-c", "a_b_c", "apps_crew", "infra_crew");
    }

    @Test
    void propertiesWinAndMayWaitForTheirObject() throws Exception {
        installation.properties("""
                flux.cluster=true
                provider.apps_crew.rate=5/s
                provider.apps_crew.timeout=3s
                alert.images.providers=apps_crew
                """);
        assertThat(installation.read().providers()).isEmpty();

        provider("apps", "crew", "\"type\": \"console\", \"timeout\": \"9s\"");
        ProviderSettings crew = installation.read().providers().get(0);
        assertThat(crew.timeout()).hasSeconds(3);
        assertThat(crew.rate().count()).isEqualTo(5);
        assertThat(crew.origin()).isEqualTo("cluster (Provider apps/crew)");
    }

    @Test
    void aWrongPropertyOfAnObjectIsStillAnErrorOfTheProperties() {
        installation.properties("flux.cluster=true\nprovider.apps_crew.rate=often\n");
        provider("apps", "crew", "\"type\": \"console\"");

        assertThat(installation.problems()).singleElement().asString().startsWith("application.properties:2");
    }

    @Test
    void theSameObjectInAFileWins() throws Exception {
        installation.properties("flux.cluster=true\nflux.manifests=flux.yaml").file("flux.yaml", """
                        apiVersion: notification.toolkit.fluxcd.io/v1beta3
                        kind: Provider
                        metadata: {name: crew, namespace: apps}
                        spec: {type: console}
                        """);
        provider("apps", "crew", "\"type\": \"console\"");

        Configuration configuration = installation.read();
        assertThat(configuration.providers()).extracting(ProviderSettings::name).containsExactly("crew");
        assertThat(problem(configuration.cluster().objects(), "Provider apps/crew"))
                .contains("flux.yaml:1 too, which wins");
    }

    @Test
    void eachFaultIsOfItsObjectAloneAndNamesTheField() throws Exception {
        provider("apps", "good", "\"type\": \"console\"");
        provider("apps", "unknown", "\"type\": \"slak\"");
        provider("apps", "later", "\"type\": \"console\", \"timeout\": \"soon\"");
        provider("apps", "lacking", "\"type\": \"slack\"");
        provider("apps", "secretless", "\"type\": \"generic\", \"secretRef\": {\"name\": \"nowhere\"}");
        secret("apps", "binary", "\"address\": \"/w==\"");
        provider("apps", "binary", "\"type\": \"generic\", \"secretRef\": {\"name\": \"binary\"}");
        secret("apps", "wrong", "\"address\": \"Y2FuYXJ5LTdmM2E=\"");
        provider("apps", "wrong", "\"type\": \"generic\", \"secretRef\": {\"name\": \"wrong\"}");
        alert("apps", "regex", "\"providerRef\": {\"name\": \"good\"}, \"inclusionList\": [\"(\"], " + EVERYTHING);
        alert("apps", "lost", "\"providerRef\": {\"name\": \"nobody\"}, " + EVERYTHING);
        alert("apps", "dragged", "\"providerRef\": {\"name\": \"unknown\"}, " + EVERYTHING);
        alert("apps", "good", "\"providerRef\": {\"name\": \"good\"}, " + EVERYTHING);

        Configuration configuration = installation.read();

        assertThat(configuration.providers()).extracting(ProviderSettings::name).containsExactly("apps_good");
        Map<String, Taken> taken = configuration.cluster().objects();
        assertThat(problem(taken, "Provider apps/good")).isEmpty();
        assertThat(problem(taken, "Alert apps/good")).isEmpty();
        assertThat(problem(taken, "Provider apps/unknown"))
                .startsWith("spec.type names no type there is; did you mean slack?");
        assertThat(problem(taken, "Provider apps/later")).startsWith("spec.timeout is not a duration (soon)");
        assertThat(problem(taken, "Provider apps/lacking"))
                .startsWith("address is missing")
                .endsWith("name that with spec.secretRef");
        assertThat(problem(taken, "Provider apps/secretless"))
                .startsWith("spec.secretRef.name names the Secret nowhere, which namespace apps has not");
        assertThat(problem(taken, "Provider apps/binary")).startsWith("Secret apps/binary, data.address is not UTF-8");
        assertThat(problem(taken, "Provider apps/wrong"))
                .startsWith("Secret apps/wrong, data.address is not")
                .doesNotContain("canary");
        assertThat(problem(taken, "Alert apps/regex")).startsWith("spec.inclusionList[0] is not a regular expression");
        assertThat(problem(taken, "Alert apps/lost")).startsWith("spec.providerRef.name names the Provider nobody");
        assertThat(problem(taken, "Alert apps/dragged")).contains("apps_unknown, which is not there");
    }

    private static String problem(Map<String, Taken> taken, String id) {
        return Objects.requireNonNull(taken.get(id)).problem();
    }

    @Test
    void whatBecomesWrongStaysAsItWas() throws Exception {
        provider("apps", "crew", "\"type\": \"console\", \"timeout\": \"9s\"");
        Configuration before = installation.read();
        provider("apps", "crew", "\"type\": \"consol\", \"timeout\": \"3s\"");

        Configuration after = before.readAgain().checked();

        assertThat(after.providers().get(0).timeout()).hasSeconds(9);
        assertThat(after.cluster().isInForceAs(before.cluster())).isTrue();
        assertThat(problem(after.cluster().objects(), "Provider apps/crew")).contains("did you mean console?");

        objects.clear();
        Configuration gone = after.readAgain().checked();
        assertThat(gone.providers()).isEmpty();
    }

    @Test
    void anObjectThatCannotBeUsedStaysAsItWasUntilItChanges() throws Exception {
        provider("apps", "crew", "\"type\": \"console\", \"timeout\": \"9s\"");
        Configuration before = installation.read();
        provider("apps", "crew", "\"type\": \"console\", \"timeout\": \"3s\"");
        Taken fresh = Objects.requireNonNull(
                before.readAgain().configuration().cluster().objects().get("Provider apps/crew"));
        unusable.put(fresh.id(), fresh.refused("it does not start"));

        Reading again = before.readAgain();
        assertThat(again.configuration().providers().get(0).timeout()).hasSeconds(9);
        assertThat(problem(again.configuration().cluster().objects(), fresh.id()))
                .isEqualTo("it does not start");

        provider("apps", "crew", "\"type\": \"console\", \"timeout\": \"4s\"");
        again = before.readAgain();
        assertThat(again.configuration().providers().get(0).timeout()).hasSeconds(4);
    }

    @Test
    void withoutAnAlertAProviderOfTheClusterIsToldNothing() throws Exception {
        installation.properties("flux.cluster=true\nprovider.team.type=console");
        provider("apps", "crew", "\"type\": \"console\"");
        Map<String, Object> event = Map.of("source", "flux", "severity", "info", "message", "m");

        Configuration configuration = installation.read();
        assertThat(configuration.alerts().match("team", event)).isPresent();
        assertThat(configuration.alerts().match("apps_crew", event)).isEmpty();

        alert("apps", "wrong", "\"providerRef\": {\"name\": \"crew\"}, \"eventSources\": []");
        assertThat(installation.read().alerts().match("apps_crew", event)).isEmpty();
    }

    @Test
    void withoutThePropertyNobodyAsks() throws Exception {
        installation.properties("").cluster(namespaces -> {
            throw new IllegalStateException("asked");
        });

        assertThat(installation.read().cluster().on()).isFalse();
        assertThat(installation.properties("provider.a_b.type=console").problems())
                .singleElement()
                .asString()
                .contains("is not a name");
    }

    @Test
    void noValueIsShownByAccident() throws Exception {
        secret("apps", "hook", "\"address\": \"aHR0cDovL2NhbmFyeS03ZjNh\"");
        provider("apps", "crew", "\"type\": \"generic\", \"secretRef\": {\"name\": \"hook\"}");

        assertThat(installation.read().cluster().objects().toString())
                .doesNotContain("canary")
                .contains("address");
        assertThat(objects.toString()).doesNotContain("Y2FuYXJ5");
    }

    @Test
    void aFieldThatTheTypeHasNoUseForIsLeftOut() throws Exception {
        provider("apps", "crew", "\"type\": \"console\", \"channel\": \"general\"");

        Configuration configuration = installation.read();
        assertThat(configuration.cluster().objects().values()).isNotEmpty().allMatch(Taken::isAsItIs);
        assertThat(configuration.leftOut())
                .containsExactly(
                        "cluster (Provider apps/crew, spec.channel): provider.apps_crew.channel is nothing that "
                                + "type console has, and is left out");
    }
}
