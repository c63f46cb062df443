package dev.caravan.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FluxProblemsTest {
    private static final String CANARY = "canary-7f3a";
    private static final String PROVIDER = """
            apiVersion: notification.toolkit.fluxcd.io/v1beta3
            kind: Provider
            metadata: {name: team, namespace: apps}
            """;
    private static final String ALERT = PROVIDER.replace("Provider", "Alert");

    @TempDir
    Path directory;

    private Installation installation;

    @BeforeEach
    void install() {
        installation = new Installation(directory).properties("flux.manifests=a.yaml\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: slak, address: 'https://x/' | spec.type): provider.team.type names no type there is; did you mean slack?",
                "type: teams, address: 'https://x/' | known are console, generic, slack",
                "type: slack, adress: 'https://x/' | apps/team): spec.adress is no field there is; did you mean address?",
                "type: slack, address: 'ftp://x/' | spec.address): provider.team.address is not an http or https URL",
                "type: slack | spec.type): provider.team.address is missing",
                "address: 'https://x/' | spec has no type; it is required: add it",
                "type: console, channel: [x] | spec.channel is not a text",
                "type: console, secretRef: x | spec.secretRef is not a map of fields",
                "type: console, secretRef: {} | spec.secretRef has no name",
                "type: console, secretRef: {name: ''} | spec.secretRef has no name",
                "type: console, secretRef: {name: hook} | spec.secretRef.name): provider.team.secret cannot be used, there is no folder",
                "type: console, secretRef: {name: ../etc} | spec.secretRef.name): provider.team.secret is not the name of a folder",
                "type: console, certSecretRef: {name: ../etc} | spec.certSecretRef.name is not the name of a Secret",
                "type: console, certSecretRef: {name: ca} | spec.certSecretRef.name cannot be used, there is no folder",
                "type: console, suspend: 1 | spec.suspend): provider.team.suspend is not a boolean (1)",
                "type: console, timeout: 15 | spec.timeout): provider.team.timeout is not a duration (15)",
                "type: console, type: slack | spec.type is there twice",
                "type: console, serviceAccountName: x | spec.serviceAccountName cannot be honoured",
                "type: console, commitStatusExpr: x | spec.commitStatusExpr cannot be honoured, Caravan evaluates no CEL; remove it, and name the status with provider.team.context",
            })
    void whatAProviderCannotBeToldNamesDocumentAndField(String spec, String problem) {
        installation.file("a.yaml", PROVIDER + "spec: {" + spec + "}\n");

        assertThat(installation.problems())
                .anySatisfy(told -> assertThat(told)
                        .startsWith("a.yaml:4 (document 1, Provider apps/team")
                        .contains(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "providerRef: {name: tea}, eventSources: [{kind: Bucket, name: x}] | spec.providerRef.name): alert.team.providers names the provider tea, which is not there; did you mean team?",
                "eventSources: [{kind: Bucket, name: x}] | spec has no providerRef",
                "providerRef: {name: team} | spec has no eventSources",
                "providerRef: {name: team}, eventSources: [] | spec.eventSources is empty, so nothing would be told",
                "providerRef: {name: team}, eventSources: {kind: Bucket} | spec.eventSources is not a list of maps",
                "providerRef: {name: team}, eventSources: [{kind: Bucket}] | spec.eventSources[0] has no name",
                "providerRef: {name: team}, eventSources: [{kind: Buckets, name: x}] | spec.eventSources[0].kind is no kind that Flux tells of (Buckets); did you mean Bucket?; for other kinds set alert.<name>.objects",
                "providerRef: {name: team}, eventSources: [{kind: '*', name: x}] | spec.eventSources[0].kind is no kind that Flux tells of (*)",
                "providerRef: {name: team}, eventSources: [{kind: Bucket, name: x*}] | spec.eventSources[0].name is no name (x*); write a name, or * for all",
                "providerRef: {name: team}, eventSources: [{kind: Bucket, name: x, namespace: '*'}] | spec.eventSources[0].namespace is no name (*)",
                "providerRef: {name: team}, eventSources: [{kind: Bucket, name: x, matchLabels: {a: b}}] | spec.eventSources[0].matchLabels cannot be honoured",
                "providerRef: {name: team}, eventSources: [{kind: Bucket, name: x}], eventSeverity: warn | spec.eventSeverity): alert.team.severity is not a choice (warn)",
                "providerRef: {name: team}, eventSources: [{kind: Bucket, name: x}], inclusionList: x | spec.inclusionList is not a list of texts",
                "providerRef: {name: team}, eventSources: [{kind: Bucket, name: x}], inclusionList: ['a('] | spec.inclusionList[0]): alert.team.include[0] is not a regular expression: Unclosed group at character 3; correct it; Java's expressions lack some of Go's",
                "providerRef: {name: team}, eventSources: [{kind: Bucket, name: x}], exclusionList: [a, '(?P<n>x)'] | spec.exclusionList[1] holds (?P<n, a named group that Java spells otherwise",
                "providerRef: {name: team}, eventSources: [{kind: Bucket, name: x}], eventMetadata: {a: {b: c}} | spec.eventMetadata.a is not a text",
                "providerRef: {name: team}, eventSources: [{kind: Bucket, name: x}], exclusions: [] | spec.exclusions is no field there is",
            })
    void whatAnAlertCannotBeToldNamesDocumentAndField(String spec, String problem) {
        installation
                .file("a.yaml", "# an alert\n---\n" + ALERT + "spec: {" + spec + "}\n")
                .properties("flux.manifests=a.yaml\nprovider.team.type=console\n");

        assertThat(installation.problems())
                .anySatisfy(told -> assertThat(told)
                        .startsWith("a.yaml:6 (document 1, Alert apps/team")
                        .contains(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data: {token: '%s!'} | data.token is not base64",
                "data: {token: /w==} | data.token is not UTF-8 text once it is decoded",
                "stringData: {token: ''} | stringData.token is empty",
                "stringData: {token: [%s]} | stringData.token is not a text",
                "data: {token: 'ENC[AES256_GCM,data:%s]'} | data.token is encrypted; decrypt it",
                "stringdata: {token: %s} | stringdata is no field there is; did you mean stringData?",
                "stringData: {address: '%s'} | stringData.address): provider.team.address is not an http or https URL",
                "stringData: {headers: '%s'} | stringData.headers): provider.team.headers is not a YAML map",
                "stringData: {proxy: '%s'} | stringData.proxy): provider.team.proxy is not the URL of a proxy",
                "stringData: {password: '%s'} | stringData.password): password has no username beside it",
            })
    void aBadSecretIsToldWithoutItsValue(String values, String problem) {
        installation.file("a.yaml", PROVIDER + """
                spec: {type: generic, address: 'https://x/', secretRef: {name: hook}}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: hook, namespace: apps}
                """ + values.formatted(CANARY) + "\n");

        assertThat(installation.problems())
                .anySatisfy(told -> assertThat(told)
                        .startsWith("a.yaml:9 (document 2, Secret apps/hook")
                        .contains(problem))
                .noneSatisfy(told -> assertThat(told).contains(CANARY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "certSecretRef | {caFile: x, certFile: y} | names a Secret with only one of tls.crt and tls.key",
                "certSecretRef | {other: x} | names a Secret without ca.crt and tls.crt",
                "proxySecretRef | {username: x, password: y} | names a Secret without address",
                "proxySecretRef | {address: 'http://x:1', username: x} | names a Secret with only one of username and password",
            })
    void aSecretMustHoldWhatItIsNamedFor(String field, String values, String problem) {
        installation.file("a.yaml", PROVIDER + """
                spec: {type: generic, address: 'https://x/', %s: {name: hook}}
                ---
                {apiVersion: v1, kind: Secret, metadata: {name: hook, namespace: apps}, stringData: %s}
                """.formatted(field, values));

        assertThat(installation.problems())
                .anySatisfy(told -> assertThat(told)
                        .startsWith("a.yaml:4 (document 1, Provider apps/team): spec." + field + ".name " + problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apiVersion: notification.toolkit.fluxcd.io/v1, kind: Receiver | is a Receiver, which cannot be honoured",
                "apiVersion: notification.toolkit.fluxcd.io/v1, kind: Alert | has the unknown version notification.toolkit.fluxcd.io/v1; versions of notification.toolkit.fluxcd.io are v1beta1, v1beta2, v1beta3",
                "apiVersion: notification.toolkit.fluxcd.io, kind: Alert | has the unknown version",
                "apiVersion: notification.toolkit.fluxcd.io/v1beta3, kind: Providr | is of the unknown kind Providr; did you mean Provider?",
                "apiVersion: notifications.toolkit.fluxcd.io/v1beta3, kind: Provider | has the unknown group",
                "apiVersion: notification.toolkit.fluxcd.io/v1beta3, kind: Alert | has no metadata.name",
                "kind: Alert | has no apiVersion or no kind",
            })
    void aDocumentThatIsNotUnderstoodIsTold(String document, String problem) {
        installation.file("a.yaml", "{" + document + "}\n");

        assertThat(installation.problems())
                .singleElement()
                .asString()
                .startsWith("a.yaml:1 (document 1")
                .contains(": the document " + problem);
    }

    @Test
    void whatIsAnothersIsIgnored() {
        installation.file("a.yaml", """
                ---
                # nothing
                ---
                {apiVersion: v1, kind: Namespace, metadata: {name: apps}}
                ---
                {apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: {name: apps}, spec: {path: ./a}}
                ---
                {apiVersion: pkg.crossplane.io/v1, kind: Provider, metadata: {name: aws}, spec: {package: a}}
                """);

        assertThat(installation.problems()).isEmpty();
    }

    @Test
    void referencesStayWithinTheirNamespace() {
        installation.file("a.yaml", PROVIDER + """
                spec: {type: generic, address: 'https://x/', secretRef: {name: hook}, certSecretRef: {name: hook}}
                ---
                {apiVersion: v1, kind: Secret, metadata: {name: hook}, stringData: {ca.crt: x}}
                ---
                apiVersion: notification.toolkit.fluxcd.io/v1beta3
                kind: Alert
                metadata: {name: all, namespace: infra}
                spec: {providerRef: {name: team}, eventSources: [{kind: Bucket, name: x}]}
                """);

        assertThat(installation.problems())
                .containsExactlyInAnyOrder(
                        "a.yaml:4 (document 1, Provider apps/team): spec.secretRef.name names the Secret hook, which "
                                + "namespace apps has not, but default; move one to the other's namespace",
                        "a.yaml:4 (document 1, Provider apps/team): spec.certSecretRef.name names the Secret hook, which "
                                + "namespace apps has not, but default; move one to the other's namespace",
                        "a.yaml:11 (document 3, Alert infra/all): spec.providerRef.name names the Provider team, which "
                                + "namespace infra has not, but apps; move one to the other's namespace");
    }

    @Test
    void aNameStandsForOneDocument() {
        String form = "---\n{apiVersion: notification.toolkit.fluxcd.io/v1beta3, kind: Provider, "
                + "metadata: {name: %s, namespace: %s}, spec: {type: console}}\n";
        installation.file(
                "a.yaml",
                form.formatted("x", "a")
                        + form.formatted("x", "a")
                        + form.formatted("y.z", "a")
                        + form.formatted("y-z", "a")
                        + form.formatted("Ops", "a"));

        assertThat(installation.problems())
                .containsExactlyInAnyOrder(
                        "a.yaml:4 (document 2, Provider a/x): the document is there twice, first at a.yaml:2; "
                                + "remove one of the two",
                        "a.yaml:8 (document 4, Provider a/y-z): the document would be called y-z, as a/y.z at a.yaml:6 is; "
                                + "rename one of the two",
                        "a.yaml:10 (document 5, Provider a/Ops, spec.type): provider.Ops is not a name; "
                                + "use lower-case letters, digits and dashes, at most 63");
    }

    @Test
    void aFileThatCannotBeReadIsTold() throws IOException {
        installation.properties("flux.manifests=a.yaml, none/*.yaml, b.yaml\n").file("a.yaml", "a: b\n---\na: [\n");
        Files.write(directory.resolve("b.yaml"), new byte[] {(byte) 0xe9});

        assertThat(installation.problems())
                .anySatisfy(told -> assertThat(told).startsWith("a.yaml:4: the file is not valid YAML, "))
                .contains(
                        "application.properties:1: flux.manifests matches no file (none/*.yaml); paths are relative to "
                                + directory + ", like flux/*.yaml or flux/**/*.yaml",
                        "b.yaml: the file is not UTF-8 text; save it as UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(?U)a.*b | the flag U",
                "x(?i-U:a) | the flag U",
                "a[[:alpha:]]b | [:alpha:], a class",
                "[a[b]c | [ within a class",
                "[a&&b] | && within a class",
                "a\\vb | \\v, the vertical tab",
                "\\101 | \\101, a character's octal number",
            })
    void whatGoReadsOtherwiseIsFound(String regex, String difference) {
        assertThat(GoRegex.difference(regex)).get().asString().contains(difference);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".*succeeded.*",
                "waiting.*socket",
                "a\\[[b]&&\\(?Ux",
                "\\Q[[:alpha:]]\\E",
                "[]a]&&",
                "(?i)x{2}\\d$",
                "\\\\vx"
            })
    void whatBothReadAlikeIsLeft(String regex) {
        assertThat(GoRegex.difference(regex)).isEmpty();
    }
}
