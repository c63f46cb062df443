package dev.caravan.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/configuration.md");

    private static final String HEAD = """
            # Configuration

            <!-- Generated from the declaration of the keys: mvn test -Dtest=ConfigurationDocumentTest -Dcaravan.rewrite=true -->

            `application.properties` (UTF-8) in the working directory. An environment variable overrides a property: its name in
            upper case, with an underscore for all that is no letter or digit (`PROVIDER_TEAM_ADDRESS` for
            `provider.team.address`). A name that only the environment knows is what is left in lower case, with dashes. An empty
            variable counts as unset. `-D` system properties override both.

            Values may hold `{{env:NAME}}`, `{{sys:name}}` or `{{other.key}}`, each with a default after a further colon
            (`{{env:NAME:}}`). Only `channel.*` keeps its placeholders for the routes.

            All that is wrong is told at once, each problem on a line with the place, the property and the remedy, before any
            port is opened. Unknown properties under the prefixes of this page are errors.

            Names of providers and alerts are lower-case letters, digits and dashes, at most 63.

            When no provider is configured there is one all the same: `slack` where the environment holds `SLACK_WEBHOOK_URL`,
            else `console`.
            """;

    private static final String PROVIDERS = """
            A provider's other properties are those of its type: each property of
            `routes/providers/<type>/<type>.kamelet.yaml`, in kebab-case (`bot-name` for `botName`), checked against its schema.
            """;

    private static final String SECRETS = """
            Each may be a file in the folder that `provider.<name>.secret` names, or a property. The file wins. One newline at a
            file's end is dropped; hidden files are ignored; an empty or unreadable file is an error. A type takes those that
            its Kamelet declares.
            """;

    private static final String MANAGEMENT = """
            The listener is Camel's, so what else Camel has under `camel.management` may be set as well; of `camel.server` there
            is no more than the above.
            """;
    private static final String ALERTS = """
            Without any alert every event goes to every provider. An alert lets an event through when it is not suspended and
            sources, severity, objects, `include` and `exclude` all agree. When several alerts match for one provider, the
            first by name tells it: one message per provider and event. Metadata is merged as Flux ranks it: the alert's
            `metadata`, over it the `summary`, and over both what the event says itself.

            Regular expressions are Java's and are looked for anywhere in the first 10 000 characters of the message. A search
            that takes too many steps is given up and counts as not found.
            """;

    @Test
    void theDocumentIsWhatTheKeysSay() throws IOException {
        if (Boolean.getBoolean("caravan.rewrite")) {
            Files.createDirectories(Path.of("docs"));
            Files.writeString(DOCUMENT, document());
        }

        assertThat(Files.readString(DOCUMENT)).isEqualTo(document());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aDefaultIsReadableAsItsOwnType(Key<?> key) {
        if (!key.fallback().isEmpty()) {
            assertThat(key.type().parse().apply(key.fallback())).isNotNull();
        }
        assertThat(key.description()).endsWith(".");
        assertThat(KeyTable.owned(key.pattern()) || key.pattern().startsWith("camel."))
                .isTrue();
    }

    static List<Key<?>> keys() {
        return KeyTable.all().collect(Collectors.toList());
    }

    private static String document() {
        StringBuilder document = new StringBuilder(HEAD);
        KeyTable.sections().forEach((title, keys) -> {
            document.append("\n## ").append(title).append("\n\n").append(introduction(title));
            document.append("| property | default | what it says |\n|---|---|---|\n");
            keys.forEach(key -> document.append(row(key)));
        });
        return document.toString();
    }

    private static String introduction(String title) {
        return switch (title) {
            case "Providers" -> PROVIDERS + "\n";
            case "What a provider's secret may hold" -> SECRETS + "\n";
            case "Alerts" -> ALERTS + "\n";
            case "Management" -> MANAGEMENT + "\n";
            default -> "";
        };
    }

    private static String row(Key<?> key) {
        String fallback = key.fallback().isEmpty() ? "" : "`" + key.fallback() + "`";
        String form = key.type().form();
        String type = form.isEmpty() ? "" : " (" + key.type().name() + ": " + form + ")";
        return "| `" + key.pattern() + "` | " + fallback + " | " + key.description() + type + " |\n";
    }
}
