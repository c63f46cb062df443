package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.configuration.Surroundings;
import dev.caravan.explain.Check;
import dev.caravan.provider.ProviderTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adding a type costs one folder: no list, no Java, no other route. */
final class NewTypeTest {
    private static final String TYPE = "chirp";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void aFolderIsAllThatATypeIs() throws Exception {
        Path routes = RouteCopy.of(RunningGateway.ROUTES, folder.resolve("routes"));
        rename(RouteCopy.of(routes.resolve("providers/discord"), routes.resolve("providers/" + TYPE)));
        try (FakeProviders providers = new FakeProviders();
                RunningGateway gateway = RunningGateway.start(
                        folder,
                        routes,
                        Map.of("provider.team.type", TYPE, "provider.team.address", providers.address("team")))) {
            gateway.append(Samples.event("acr-push"));
            gateway.awaitIdle(Duration.ofMinutes(1));
            assertThat(providers.requests("team"))
                    .singleElement()
                    .satisfies(request -> assertThat(request.getBodyAsString()).contains("Pushed image"));
            assertThat(gateway.deadLetters("team")).isEmpty();
        }
        assertThat(Check.run(surroundings(routes), routes, StartTrial::of)).isEmpty();
    }

    @Test
    void andWithoutTheFolderTheTypeIsGone() throws Exception {
        Path routes = RouteCopy.of(RunningGateway.ROUTES, folder.resolve("routes"));
        Path gone = routes.resolve("providers/discord");
        RouteCopy.files(gone)
                .sorted(Comparator.reverseOrder())
                .forEach(file -> file.toFile().delete());
        Files.writeString(folder.resolve("application.properties"), "provider.team.type=discord\n");
        assertThat(Check.run(surroundings(routes), routes, StartTrial::of).toString())
                .contains("provider.team.type names no type there is");
    }

    private static void rename(Path copy) throws Exception {
        for (Path file : RouteCopy.files(copy).filter(Files::isRegularFile).toList()) {
            Files.writeString(file, Files.readString(file).replace("discord", TYPE));
            Files.move(file, file.resolveSibling(file.getFileName().toString().replace("discord", TYPE)));
        }
    }

    private Surroundings surroundings(Path routes) {
        return new Surroundings(
                folder, Map.of(), Map.of(), ProviderTypes.in(routes.resolve("providers")), Samples.SOURCES);
    }
}
