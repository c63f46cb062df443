package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.ConfigurationException;
import dev.caravan.configuration.Surroundings;
import dev.caravan.provider.ProviderTypeException;
import dev.caravan.provider.ProviderTypes;
import dev.caravan.provider.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a repository's address to the API that is told, and which addresses and credentials are refused at the start. */
final class RepositoryAddressTest {
    private static final Path PROVIDERS = RunningGateway.ROUTES.resolve("providers");

    private static String api(String type, String address) throws Exception {
        return api(type, address, "");
    }

    private static String api(String type, String address, String api) throws Exception {
        assertThat(check(type, address)).isEmpty();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Exchange exchange = new DefaultExchange(context);
            exchange.setVariable("address", address);
            exchange.setVariable("api", api);
            return context.resolveLanguage("jsonata")
                    .createExpression("resource:file:" + PROVIDERS.resolve(type + "/repository.jsonata"))
                    .evaluate(exchange, String.class);
        }
    }

    private static List<String> check(String type, String address) throws ProviderTypeException {
        Setting setting = ProviderTypes.in(PROVIDERS).get(type).settings().get("address");
        return Objects.requireNonNull(setting).check(address).stream().toList();
    }

    @Test
    void gitHubsOwnHostHasAnApiHostAndAnEnterpriseHostHasAPath() throws Exception {
        for (String address : List.of(
                "https://github.com/acme/web",
                "https://GitHub.com/acme/web.git",
                "ssh://git@github.com:22/acme/web.git",
                "git@github.com:acme/web.git")) {
            assertThat(api("github", address)).isEqualTo("https://api.github.com/repos/acme/web");
        }
        assertThat(api("github", "http://git.example:8080/acme/web"))
                .isEqualTo("http://git.example:8080/api/v3/repos/acme/web");
        assertThat(api("github", "ssh://git@git.example:2222/acme/web"))
                .isEqualTo("https://git.example/api/v3/repos/acme/web");
        assertThat(api("github", "https://api.git.example/acme/web"))
                .isEqualTo("https://api.git.example/repos/acme/web");
        assertThat(api("github", "https://acme.ghe.com/acme/web")).isEqualTo("https://api.acme.ghe.com/repos/acme/web");
        assertThat(api("github", "https://github.com.evil.example/acme/web"))
                .isEqualTo("https://github.com.evil.example/api/v3/repos/acme/web");
    }

    @Test
    void aGitLabProjectIsAPathOfAnyDepthOrANumber() throws Exception {
        assertThat(api("gitlab", "https://gitlab.com/acme/shop/front/web.git"))
                .isEqualTo("https://gitlab.com/api/v4/projects/acme%2Fshop%2Ffront%2Fweb");
        assertThat(api("gitlab", "https://git.example/42", "https://git.example/gitlab/api/v4"))
                .isEqualTo("https://git.example/gitlab/api/v4/projects/42");
    }

    @Test
    void theOthersHaveTheirPaths() throws Exception {
        assertThat(api("gitea", "https://git.example:3000/acme/web"))
                .isEqualTo("https://git.example:3000/api/v1/repos/acme/web");
        assertThat(api("bitbucket", "git@bitbucket.org:acme/web.git", "https://api.bitbucket.org/2.0"))
                .isEqualTo("https://api.bitbucket.org/2.0/repositories/acme/web");
        assertThat(api("azuredevops", "https://dev.azure.com/Acme/My%20Shop/_git/web"))
                .isEqualTo("https://dev.azure.com/acme/My%20Shop/_apis/git/repositories/web");
        assertThat(api("bitbucketserver", "https://git.example/scm/more/scm/~ann/web.git"))
                .isEqualTo("https://git.example/scm/more/rest/api/latest/projects/~ann/repos/web");
    }

    @Test
    void anAddressThatNamesNoRepositoryIsRefused() throws Exception {
        for (String type : List.of("github", "gitea", "bitbucket")) {
            for (String address : List.of(
                    "https://git.example/web",
                    "https://git.example/acme/web/tree",
                    "https://git.example/../admin",
                    "https://git.example/acme/%2e%2E",
                    "https://git.example/acme/.git",
                    "https://git.example/acme/web?x=y",
                    "https://git.example/acme/web#x",
                    "https://git.example//acme/web",
                    "https://ann:secret@git.example/acme/web",
                    "https://token@git.example/acme/web",
                    "ssh://ann:secret@git.example/acme/web",
                    "ftp://git.example/acme/web",
                    "acme/web",
                    "git.example/acme/web")) {
                assertThat(check(type, address)).as(type + " " + address).hasSize(1);
            }
        }
        assertThat(check("gitlab", "https://git.example/")).hasSize(1);
        assertThat(check("azuredevops", "https://dev.azure.com/acme/shop/web")).hasSize(1);
        assertThat(check("azuredevops", "https://dev.azure.com/acme/shop/_other/web"))
                .hasSize(1);
        assertThat(check("bitbucketserver", "https://git.example/projects/acme/repos/web"))
                .hasSize(1);
        assertThat(check("bitbucketserver", "ssh://git@git.example/scm/acme/web.git"))
                .hasSize(1);
    }

    private static String problems(Path folder, String properties) throws Exception {
        Files.writeString(folder.resolve("application.properties"), properties);
        try {
            Configuration.read(
                    new Surroundings(folder, Map.of(), Map.of(), ProviderTypes.in(PROVIDERS), Samples.SOURCES));
            return "";
        } catch (ConfigurationException e) {
            return e.problems().stream().map(Object::toString).collect(Collectors.joining("\n"));
        }
    }

    @Test
    void aBitbucketTokenWithoutItsUserIsRefusedAndToldTheForms(@TempDir Path folder) throws Exception {
        String address = "provider.repo.type=bitbucket\nprovider.repo.address=https://bitbucket.org/acme/web\n";

        assertThat(problems(folder, address + "provider.repo.token=ATBBs3cr3t"))
                .contains("provider.repo.token", "<user>:<token>", "access-token", "app passwords are gone")
                .doesNotContain("ATBBs3cr3t");
        assertThat(problems(folder, address)).contains("provider.repo.token, provider.repo.access-token");
        assertThat(problems(folder, address + "provider.repo.token=me@example.com:s3cr3t"))
                .isEmpty();
        assertThat(problems(folder, address + "provider.repo.access-token=s3cr3t"))
                .isEmpty();
    }

    @Test
    void aUserWithoutAPasswordIsNoCredential(@TempDir Path folder) throws Exception {
        String address =
                "provider.repo.type=bitbucketserver\nprovider.repo.address=https://git.example/scm/acme/web.git\n";

        assertThat(problems(folder, address + "provider.repo.username=ann"))
                .contains("provider.repo.username with provider.repo.password");
        assertThat(problems(folder, address + "provider.repo.username=ann\nprovider.repo.password=s3cr3t"))
                .isEmpty();
    }

    @Test
    void aRepositoryWithoutCredentialsIsRefused(@TempDir Path folder) throws Exception {
        for (String type : List.of("github", "gitlab", "gitea")) {
            assertThat(problems(
                            folder,
                            "provider.repo.type=" + type + "\nprovider.repo.address=https://git.example/acme/web"))
                    .contains("provider.repo.token");
        }
    }

    @Test
    void credentialsInAnAddressAreRefusedAndNotRepeated(@TempDir Path folder) throws Exception {
        assertThat(problems(
                        folder,
                        "provider.repo.type=github\nprovider.repo.address=https://ann:s3cr3t@git.example/acme/web\n"
                                + "provider.repo.token=t"))
                .contains("provider.repo.address", "without credentials")
                .doesNotContain("s3cr3t");
    }
}
