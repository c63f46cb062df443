package dev.caravan.configuration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;

/** Reads who may knock. */
record DoorReader(Settings settings, Surroundings surroundings, Path secrets) {
    private static final String LOOPBACK = "localhost|127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?";

    DoorSettings door() {
        DoorSettings door = new DoorSettings(
                settings.get(Keys.HOST),
                settings.get(Keys.PORT),
                settings.find(Keys.TOKEN),
                settings.get(Keys.MAX_BODY),
                settings.get(Keys.UNRECOGNISED),
                settings.get(Keys.ALLOW_ANONYMOUS),
                new SourcesReader(settings, surroundings, secrets).read());
        checkAnonymous(door);
        return door;
    }

    ManagementSettings management() {
        ManagementSettings management = new ManagementSettings(
                settings.get(Keys.MANAGEMENT_HOST),
                settings.get(Keys.MANAGEMENT_PORT),
                settings.find(Keys.MANAGEMENT_TOKEN));
        if (!management.host().matches(LOOPBACK) && management.token().isEmpty()) {
            settings.problems()
                    .add(
                            settings.where(Keys.MANAGEMENT_HOST),
                            Keys.MANAGEMENT_HOST.pattern(),
                            "is not loopback and management.token is not set",
                            "set management.token, or camel.management.host=127.0.0.1");
        }
        checkPort(management);
        return management;
    }

    /** Two listeners may share a port, and then every other request goes to the wrong one. */
    private void checkPort(ManagementSettings management) {
        int port = management.port();
        if (port == 0 || port != settings.get(Keys.PORT) || !meet(management.host(), settings.get(Keys.HOST))) {
            return;
        }
        boolean told = settings.all().containsKey(Keys.MANAGEMENT_PORT.pattern());
        Key<Integer> key = told ? Keys.MANAGEMENT_PORT : Keys.PORT;
        Key<Integer> other = told ? Keys.PORT : Keys.MANAGEMENT_PORT;
        settings.problems()
                .add(
                        settings.where(key),
                        key.pattern(),
                        "is " + port + " as " + other.pattern() + " is, so that each would get the other's requests",
                        "set another port for one of them");
    }

    private static boolean meet(String one, String other) {
        try {
            InetAddress first = InetAddress.getByName(one);
            InetAddress second = InetAddress.getByName(other);
            return first.equals(second) || first.isAnyLocalAddress() || second.isAnyLocalAddress();
        } catch (UnknownHostException e) {
            return one.equals(other);
        }
    }

    private void checkAnonymous(DoorSettings door) {
        List<String> open = door.sources().values().stream()
                .filter(source -> source.auth().scheme().equals("none"))
                .map(SourceSettings::name)
                .toList();
        if (!door.host().matches(LOOPBACK) && !door.allowAnonymous() && !open.isEmpty()) {
            settings.problems()
                    .add(
                            settings.where(Keys.HOST),
                            Keys.HOST.pattern(),
                            "is not loopback, and anyone may post to " + String.join(", ", open),
                            "set webhook.token, or webhook.allow-anonymous=true if that is meant");
        }
    }
}
