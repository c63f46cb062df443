package dev.caravan.configuration;

import dev.caravan.provider.ProviderTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A working directory with routes of its own, for tests. */
final class Installation {
    private final Path directory;
    private final Map<String, String> environment = new TreeMap<>();
    private final Map<String, String> system = new TreeMap<>();
    private Cluster cluster = Cluster.NONE;

    Installation(Path directory) {
        this.directory = directory;
        kamelet("slack", """
                metadata:
                  name: slack
                  annotations:
                    caravan.dev/rate: 1/s
                    caravan.dev/outcomes: |
                      429 rate-limited
                      200 delivered ok
                spec:
                  definition:
                    title: Slack
                    description: Sends events to a Slack channel.
                    type: object
                    required: [address]
                    properties:
                      address: {title: Address, description: The channel's incoming webhook., type: string, format: password, pattern: "^https?://"}
                      token: {title: Token, description: The bot's token., type: string, format: password}
                      channel: {title: Channel, description: Where to., type: string, example: general}
                      username: {title: Name, description: The name that is shown., type: string}
                      format: {title: Format, description: What it looks like., type: string, enum: [text, attachments], default: text}
                      messageType: {title: Type, description: A type., type: string}
                      maxFields: {title: Fields, description: How many fields., type: integer}
                      timeout: {title: Timeout, description: Milliseconds., type: integer}
                      template: {title: Message, description: A document., type: string}
                      routes: {title: Routes, description: The folder., type: string}
                      client: {title: Client, description: The HTTP client., type: string}
                      viaHttp: {title: Way, description: The way., type: boolean}
                """);
        kamelet("generic", """
                spec:
                  definition:
                    required: [address]
                    properties:
                      address: {description: The URL., type: string, format: password}
                      headers: {description: Extra headers., type: string, format: password}
                      client: {type: string}
                """);
        kamelet("console", "spec: {definition: {title: Console}}\n");
    }

    Installation kamelet(String type, String yaml) {
        return file("routes/providers/" + type + "/" + type + ".kamelet.yaml", yaml);
    }

    Installation properties(String text) {
        return file("application.properties", text);
    }

    Installation file(String name, String text) {
        try {
            Path path = directory.resolve(name);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Installation variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Installation option(String name, String value) {
        system.put(name, value);
        return this;
    }

    Installation cluster(Cluster other) {
        cluster = other;
        return this;
    }

    Configuration read() throws ConfigurationException {
        Path types = directory.resolve("routes/providers");
        Sources sources =
                new Sources(directory.resolve("routes/sources"), new TreeSet<>(Set.of("acr", "flux", "harbor")));
        return Configuration.read(
                new Surroundings(directory, environment, system, ProviderTypes.in(types), sources).in(cluster));
    }

    List<String> problems() {
        try {
            read();
            return List.of();
        } catch (ConfigurationException e) {
            return e.problems().stream().map(ConfigurationProblem::toString).toList();
        }
    }
}
