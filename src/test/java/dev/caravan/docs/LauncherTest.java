package dev.caravan.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a Java and a Maven that only tell what they were asked. */
class LauncherTest {
    @TempDir
    private Path temporary;

    private Path folder;
    private Path home;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void installation() throws IOException {
        folder = temporary.toRealPath();
        home = folder.resolve("in stallation");
        Files.createDirectories(home.resolve("src/main"));
        Files.copy(Path.of("caravan"), home.resolve("caravan"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        script("jdk/bin/java", "for word in \"$@\"; do echo \"[$word]\"; done");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.15\"\n");
        script("bin/mvn", "echo \"mvn $*\" >&2; mkdir -p target; sleep 0.01; echo jar > target/caravan.jar");
        environment.put("JAVA_HOME", folder.resolve("jdk").toString());
        environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    }

    private void script(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void built() throws IOException {
        Files.createDirectories(home.resolve("target"));
        Files.writeString(home.resolve("target/caravan.jar"), "jar");
    }

    private String caravan(String... words) throws Exception {
        return start(home.resolve("caravan"), words);
    }

    private String start(Path launcher, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(words));
        Path work = Files.createDirectories(folder.resolve("work"));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
        builder.environment().remove("CARAVAN_JAVA_OPTS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output + "exit " + process.exitValue();
    }

    @Test
    void itStartsTheInstallationsJarThroughASymbolicLink() throws Exception {
        built();
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("in stallation/caravan"));

        assertThat(start(link, "explain", "a file.json"))
                .isEqualTo(String.join(
                        "\n",
                        "[-Xmx256m]",
                        "[-Xmn48m]",
                        "[-XX:+UseSerialGC]",
                        "[-XX:MaxInlineLevel=9]",
                        "[-XX:InlineSmallCode=1000]",
                        "[-XX:FreqInlineSize=150]",
                        "[-XX:CICompilerCount=3]",
                        "[-XX:+IgnoreUnrecognizedVMOptions]",
                        "[-XX:TrimNativeHeapInterval=10000]",
                        "[-XX:+ExitOnOutOfMemoryError]",
                        "[-Dfile.encoding=UTF-8]",
                        "[-Dcaravan.home=" + home + "]",
                        "[-Dcaravan.routes=" + home + "/routes]",
                        "[-jar]",
                        "[" + home + "/target/caravan.jar]",
                        "[explain]",
                        "[a file.json]",
                        "exit 0"));
    }

    @Test
    void routesOfTheWorkingDirectoryWin() throws Exception {
        built();
        Files.createDirectories(folder.resolve("work/routes"));

        assertThat(caravan()).contains("[-Dcaravan.routes=" + folder + "/work/routes]");
    }

    @Test
    void javasOptionsCanBeReplaced() throws Exception {
        built();
        environment.put("CARAVAN_JAVA_OPTS", "-Xmx1g -XX:+UseG1GC");

        assertThat(caravan()).startsWith("[-Xmx1g]\n[-XX:+UseG1GC]\n").doesNotContain("SerialGC");
    }

    @Test
    void theArchiveOfClassesIsUsedWhereThereIsOne() throws Exception {
        built();
        Files.writeString(home.resolve("target/caravan.jsa"), "archive");

        assertThat(caravan()).contains("[-XX:SharedArchiveFile=" + home + "/target/caravan.jsa]\n[-Xshare:auto]");
    }

    @Test
    void fromJava25OnTheArchiveHoldsMore() throws Exception {
        built();
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.3\"\n");
        Files.writeString(home.resolve("target/caravan.aot"), "archive");

        assertThat(caravan())
                .contains("[-XX:AOTCache=" + home + "/target/caravan.aot]\n[-Xlog:aot*=off]")
                .contains("[--enable-native-access=ALL-UNNAMED]\n[--sun-misc-unsafe-memory-access=allow]")
                .doesNotContain("SharedArchiveFile");
    }

    @Test
    void sqliteComesFromWhereTheBuildPutIt() throws Exception {
        built();
        assumeFalse(Files.exists(Path.of("/etc/alpine-release")), "its C library is another");
        Path all = home.resolve("target/native/org/sqlite/native");
        for (String system : List.of("Linux/x86_64", "Linux/aarch64", "Mac/x86_64", "Mac/aarch64")) {
            Files.createDirectories(all.resolve(system));
        }

        assertThat(caravan()).contains("[-Dorg.sqlite.lib.path=" + all + "/");
    }

    @Test
    void itBuildsOnceAndSaysSo() throws Exception {
        assertThat(caravan("run"))
                .containsOnlyOnce("caravan: building")
                .contains("mvn -q -B -DskipTests package\n")
                .endsWith("[run]\nexit 0");
        assertThat(caravan("run")).doesNotContain("building", "mvn");
    }

    @Test
    void itBuildsAgainWhenASourceIsNewer() throws Exception {
        built();
        assertThat(home.resolve("target/caravan.jar").toFile().setLastModified(1_000_000_000_000L))
                .isTrue();

        assertThat(caravan("run")).contains("caravan: building");
    }

    @Test
    void anUnpackedArchiveHasItsJarBesideTheLauncherAndNeverBuilds() throws Exception {
        Files.delete(home.resolve("pom.xml"));
        Files.writeString(home.resolve("caravan.jar"), "jar");

        assertThat(caravan("run"))
                .contains("caravan: keeping classes", "[" + home + "/caravan.jar]\n[run]")
                .doesNotContain("mvn")
                .endsWith("exit 0");
        assertThat(caravan("run")).doesNotContain("keeping classes");
    }

    @Test
    void anArchiveWithoutItsJarIsTold() throws Exception {
        Files.delete(home.resolve("pom.xml"));

        assertThat(caravan())
                .isEqualTo("caravan: there is no caravan.jar in " + home + "; unpack the archive again\nexit 3");
    }

    @Test
    void aFailedBuildIsTold() throws Exception {
        script("bin/mvn", "exit 1");

        assertThat(caravan()).endsWith("caravan: the build failed, see above\nexit 3");
    }

    @Test
    void anOldJavaIsRefused() throws Exception {
        built();
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"1.8.0_292\"\n");

        assertThat(caravan())
                .isEqualTo("caravan: " + folder + "/jdk/bin/java is Java 1.8.0_292; "
                        + "install a JDK, 17 or newer, or set JAVA_HOME\nexit 3");
    }

    @Test
    void aJavaWithoutAReleaseFileIsAsked() throws Exception {
        built();
        Files.delete(folder.resolve("jdk/release"));
        script("jdk/bin/java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

        assertThat(caravan()).contains("is Java 11.0.2;").endsWith("exit 3");
    }

    @Test
    void aJavaHomeWithoutJavaIsTold() throws Exception {
        environment.put("JAVA_HOME", "/nowhere");

        assertThat(caravan())
                .startsWith("caravan: there is no Java in JAVA_HOME=/nowhere")
                .endsWith("exit 3");
    }
}
