package dev.caravan.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationProblemsTest {
    private static final String CANARY = "canary-7f3a";

    @TempDir
    Path directory;

    private Installation installation;

    @BeforeEach
    void install() {
        installation = new Installation(directory);
    }

    @Test
    void everyProblemIsToldAtOnceWithItsLine() {
        installation.properties("""
                # a comment \\
                provider.team.type=slack
                provider.team.adress=https://hooks.slack.example/a
                provider.ops.type=slak
                alert.images.providers=tea
                alert.images.include[0]=a(
                alert.images.objects=ContainerImage/x
                journal.retention=5 weeks
                jornal.url=x
                webhook.tokn=x
                source.github.auth=token
                source.acr.auth=token
                provider.ops.tmeout=1s
                """);

        assertThat(installation.problems())
                .containsExactlyInAnyOrder(
                        "application.properties:9: jornal.url is not a known property; did you mean journal.url?",
                        "application.properties:10: webhook.tokn is not a known property; did you mean webhook.token?",
                        "application.properties:4: provider.ops.type names no type there is; did you mean slack?",
                        "application.properties:13: provider.ops.tmeout is nothing that any type has; did you mean timeout?",
                        "application.properties:3: provider.team.adress is nothing that type slack has; did you mean address?",
                        "application.properties: provider.team.address is missing (The channel's incoming webhook); "
                                + "set it, or put it into a secret and name that with provider.team.secret",
                        "application.properties:11: source.github is no source there is; known are acr, flux, harbor",
                        "application.properties:12: source.acr.auth is token, but there is none; "
                                + "set source.acr.secret or webhook.token",
                        "application.properties:8: journal.retention is not a duration (5 weeks); "
                                + "write like 500ms, 15s, 10m, 24h or 7d",
                        "application.properties:5: alert.images.providers names the provider tea, which is not there; "
                                + "did you mean team?",
                        "application.properties:7: alert.images.objects is not a list (ContainerImage/x); "
                                + "write kind/namespace/name with * for any text, separated by commas",
                        "application.properties:6: alert.images.include[0] is not a regular expression: Unclosed group "
                                + "at character 3; correct it; in a properties file a backslash is written twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/caravan?password=" + CANARY,
                "jdbc:postgresql://caravan:" + CANARY + "@db/caravan",
                "jdbc:postgresql://db/caravan?ssl=true&user=" + CANARY
            })
    void aPasswordInTheJournalsUrlIsRefusedAndNotRepeated(String url) {
        installation.properties("journal.url=" + url);

        assertThat(installation.problems())
                .containsExactly(
                        "application.properties:1: journal.url holds a user or a password; take them out of the URL"
                                + " and set journal.username and journal.password, or journal.secret for files");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tracing.endpoint=http://caravan:" + CANARY + "@collector/v1/traces",
                "tracing.endpoint=htp://collector?key=" + CANARY,
                "journal.url=jdbc:postgres://caravan:" + CANARY + "@db/caravan"
            })
    void aUrlThatIsNoneIsNotRepeated(String property) {
        installation.properties(property);

        assertThat(installation.problems())
                .singleElement()
                .asString()
                .contains(" is not a URL; write ")
                .doesNotContain(CANARY);
    }

    @Test
    void aFileAsksForNoPassword() {
        installation.properties("journal.username=caravan\njournal.password=" + CANARY + "\n");

        assertThat(installation.problems())
                .containsExactly(
                        "application.properties:1: journal.username is nothing that a file asks for; "
                                + "take it out, or set journal.url to a database",
                        "application.properties:2: journal.password is nothing that a file asks for; "
                                + "take it out, or set journal.url to a database");
    }

    @Test
    void theMessageOfTheExceptionHoldsEveryProblemOnALineOfItsOwn() {
        installation.properties("webhook.max-body=x\nlog.format=y\n");

        assertThatThrownBy(installation::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        application.properties:1: webhook.max-body is not a size (x); write like 512B, 256KiB, 1MiB or 2GiB, from 1B
                        application.properties:2: log.format is not a choice (y); write text or json""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "provider.a.address=%s | is not an http or https URL with a host",
                "provider.a.address=ftp://%s/x | is not an http or https URL with a host",
                "provider.a.address=https:///%s | is not an http or https URL with a host",
                "provider.a.address=https://x/%s y | is not an http or https URL with a host",
                "provider.a.proxy=%s | is not the URL of a proxy",
                "provider.a.proxy=http://host/%s:1 | is not the URL of a proxy",
                "provider.a.proxy=socks5://u:%s@host:1 | is not the URL of a proxy",
                "provider.a.headers=%s | is not a YAML map of header names",
                "provider.a.headers={A: \"%s\\\\r\\\\nB: c\"} | is not a YAML map of header names",
                "provider.a.headers={A: [%s]} | is not a YAML map of header names",
                "provider.a.headers={Host: %s} | is not a YAML map of header names",
                "provider.a.headers={CamelHttpUri: %s} | is not a YAML map of header names",
                "provider.a.headers={A: \"%s\\\\0\"} | is not a YAML map of header names",
                "provider.a.ca.crt=%s | holds no certificate that can be read",
                "provider.a.tls.crt=%s | holds no certificate that can be read",
                "provider.a.tls.crt=%s | is there without provider.a.tls.key",
                "provider.a.tls.key=%s | is there without provider.a.tls.crt",
                "provider.a.headers={\"A %s\": b} | is not a YAML map of header names",
                "provider.a.headers={A: \"%s {{missing}}\"} | needs {{missing}}, which is not set",
                "provider.a.address=https://x/%s/{{env:NONE}} | needs {{env:NONE}}, which is not set",
                "provider.a.address=https://x/%s/{{a:}}{{b | has a placeholder without its {{ or }}",
                "provider.a.address={{x}}~x=https://x/%s/{{x}} | refers to itself through {{x}}",
                "provider.a.address=https://x/%s/\\\\{{y\\\\}} | still holds {{ once it is read",
            })
    void aBadSecretIsToldWithoutItsValue(String line, String what) {
        installation.properties(
                "provider.a.type=generic\n" + line.formatted(CANARY).replace("~", "\n") + "\n");

        assertThat(installation.problems())
                .anySatisfy(problem -> assertThat(problem).contains(what).startsWith("application.properties:2: "))
                .noneSatisfy(problem -> assertThat(problem).contains(CANARY));
    }

    @Test
    void oneOfSeveralSettingsMayBeRequired() {
        String kamelet = """
                metadata: {annotations: {caravan.dev/one-of: "address,token"}}
                spec: {definition: {properties: {address: {}, token: {}}}}
                """;
        installation.kamelet("chat", kamelet).properties("""
                provider.a.type=chat
                provider.b.type=chat
                provider.b.token=x
                provider.c.type=chat
                provider.c.address={{nowhere}}
                """);

        assertThat(installation.problems())
                .hasSize(2)
                .contains(
                        "application.properties: provider.a has none of provider.a.address, provider.a.token; set one, "
                                + "or put it into a secret and name that with provider.a.secret");
    }

    @Test
    void aFailedPlaceholderIsNotAlsoAMissingProperty() {
        installation.properties(
                "provider.a.type={{nowhere}}\nprovider.b.type=generic\nprovider.b.address={{nowhere}}\n");

        assertThat(installation.problems()).hasSize(2).allMatch(problem -> problem.contains("needs {{nowhere}}"));
    }

    @Test
    void anAddressThatResolvesToNothingIsMissing() {
        installation.properties("provider.b.type=generic\nprovider.b.address={{env:NOWHERE:}}\n");

        assertThat(installation.problems())
                .singleElement()
                .asString()
                .contains("provider.b.address is missing (The URL)");
    }

    @Test
    void settingsAreCheckedAgainstTheirSchema() {
        installation.properties("""
                provider.a.type=slack
                provider.a.address=https://x/
                provider.a.format=html
                provider.a.max-fields=many
                provider.a.via-http=x
                provider.a.template=file:missing.jsonata
                """);

        assertThat(installation.problems())
                .containsExactlyInAnyOrder(
                        "application.properties:3: provider.a.format is none of text, attachments: html "
                                + "(What it looks like); correct it",
                        "application.properties:4: provider.a.max-fields is not an integer: many (How many fields); "
                                + "correct it",
                        "application.properties:5: provider.a.via-http is nothing that type slack has; known are "
                                + "address, ca.crt, channel, concurrency, digest, format, give-up-after, max-fields, message-type, "
                                + "proxy, rate, secret, suspend, template, timeout, tls.crt, tls.key, token, type, username",
                        "application.properties:6: provider.a.template names a file that cannot be read, "
                                + directory.resolve("missing.jsonata") + "; paths are relative to " + directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Team", "-team", "te_am", "t\u00e9am"})
    void aNameIsLowerCaseLettersDigitsAndDashes(String name) {
        installation.properties(
                "provider." + name + ".type=console\nprovider.team.type=console\n" + "alert." + name + ".summary=x\n");

        assertThat(installation.problems()).hasSize(2).allMatch(problem -> problem.contains("is not a name"));
    }

    @Test
    void aPropertyThatIsSetTwiceIsAnError() {
        installation.properties("provider.a.type=console\n\nprovider.a.type=slack\n");

        assertThat(installation.problems())
                .contains("application.properties:3: provider.a.type is already set at application.properties:1; "
                        + "remove one of the two");
    }

    @Test
    void aMisspeltPrefixIsNoticed() {
        installation.properties("providers.team.type=console\nmy.own=1\n");

        assertThat(installation.problems())
                .containsExactly("application.properties:1: providers.team.type is not a known property; "
                        + "did you mean provider.team.type?");
    }

    @Test
    void aMisspeltTypeIsToldWithWhatWasMeant() {
        installation.properties(
                "provider.team.typ=slack\nprovider.team.adress=x\nprovider.team.message-type=x\nprovider.team.timeout=soon\n");

        assertThat(installation.problems())
                .containsExactlyInAnyOrder(
                        "application.properties:1: provider.team.typ is nothing that any type has; did you mean type?",
                        "application.properties:1: provider.team.type is missing; set it to one of console, generic, slack",
                        "application.properties:2: provider.team.adress is nothing that any type has; "
                                + "did you mean address?",
                        "application.properties:4: provider.team.timeout is not a duration (soon); "
                                + "write like 500ms, 15s, 10m, 24h or 7d");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "provider..type=slack | provider..type has no name; write provider.<name>.type",
                "alert..summary=x | alert..summary has no name; write alert.<name>.summary",
                "source..auth=token | source..auth has no name; write source.<name>.auth",
                "webhook.max-body=0 | webhook.max-body is not a size (0); write like 512B, 256KiB, 1MiB or 2GiB, from 1B",
                "webhook.max-body=0KiB | webhook.max-body is not a size (0KiB)",
                "kafka.partitions=0 | kafka.partitions is not a count (0); write a whole number from 1",
                "tracing.share=2 | tracing.share is not a share (2)",
            })
    void whatCannotBeMeantIsTold(String line, String problem) {
        installation.properties(line + "\n");

        assertThat(installation.problems())
                .singleElement()
                .asString()
                .startsWith("application.properties:1: ")
                .contains(problem);
    }

    @Test
    void noSlipOpensTheDoor() {
        installation.properties("source.acr.auth=nope\n");

        assertThat(installation.problems())
                .singleElement()
                .asString()
                .startsWith("application.properties:1: source.acr.auth is not a scheme there is; known are ")
                .doesNotContain("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "camel.server.prt | did you mean camel.server.port?",
                "camel.servr.port | did you mean camel.server.port?",
                "camel.server.path | known are camel.server.host, camel.server.port",
                "camel.server.enabled | known are camel.server.host, camel.server.port",
                "camel.management.prt | did you mean camel.management.port?",
                "camel.managment.port | did you mean camel.management.port?",
                "camel.management.Port | did you mean camel.management.port?",
                "camel.management.wibble | known are camel.management.host, camel.management.port",
            })
    void aKeyThatTheListenersDoNotHaveIsNoticed(String key, String remedy) {
        installation.properties(key + "=1\n");

        assertThat(installation.problems())
                .containsExactly("application.properties:1: " + key + " is not a known property; " + remedy);
    }

    @Test
    void whatCamelsOwnListenerTakesIsLeftToIt() {
        installation.properties("""
                camel.management.health-path=/health
                camel.management.healthPath=/health
                camel.management.info-enabled=true
                camel.main.name=mine
                """);

        assertThat(installation.problems()).isEmpty();
    }

    @Test
    void aBrokenKameletIsToldWithItsLine() {
        installation.kamelet("slack", "spec:\n  definition: [\n").properties("provider.a.type=slack\n");

        assertThat(installation.problems())
                .singleElement()
                .asString()
                .contains("slack.kamelet.yaml:3: provider.a.type cannot be used, the Kamelet is not valid YAML");
    }

    @Test
    void aFileThatIsNotUtf8IsTold() throws java.io.IOException {
        java.nio.file.Files.write(directory.resolve("application.properties"), new byte[] {'a', '=', (byte) 0xe9});

        assertThat(installation.problems())
                .isEqualTo(List.of("application.properties: the file is not UTF-8 text; save it as UTF-8"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstKey() {
        installation.properties("\uFEFFlog.format=json\n");

        assertThat(installation.problems()).isEmpty();
    }

    @Test
    void aLinkToNothingIsNoMissingFile() throws java.io.IOException {
        java.nio.file.Files.createSymbolicLink(
                directory.resolve("application.properties"), java.nio.file.Path.of("gone"));

        assertThat(installation.problems()).singleElement().asString().contains("the file cannot be read");
    }

    @Test
    void aPortBeyondTheLastIsNoUrl() {
        installation.properties("provider.a.type=generic\nprovider.a.address=http://127.0.0.1:99999/\n");

        assertThat(installation.problems())
                .singleElement()
                .asString()
                .contains("provider.a.address is not an http or https URL");
    }

    @Test
    void aProblemIsOneLineWhateverTheValue() {
        installation.properties("log.format=a\\nFORGED\n");

        assertThat(installation.problems()).singleElement().asString().contains("a FORGED");
    }
}
