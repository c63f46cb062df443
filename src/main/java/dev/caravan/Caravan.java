package dev.caravan;

import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.Surroundings;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The process. */
public final class Caravan {
    private Caravan() {}

    public static void main(String[] args) throws Exception {
        Path routes = Path.of(System.getProperty("caravan.routes", "routes"))
                .toAbsolutePath()
                .normalize();
        Configuration configuration = Configuration.read(Surroundings.of(Path.of(""), routes));
        Gateway gateway = Gateway.start(configuration, routes);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            gateway.close();
                            Runtime.getRuntime().halt(0); // a JVM that ends by a signal answers 143 otherwise
                        },
                        "stop"));
        new CountDownLatch(1).await();
    }
}
