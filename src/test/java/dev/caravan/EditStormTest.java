package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits, a third of them broken, while requests come in: none is refused and nothing is lost. The whole proof is {@code bench/edits}. */
class EditStormTest {
    private static final int EDITS = 40;
    private static final int RATE = 100;
    private static final int SENDERS = 4;
    /** Longer than files have to rest, so that some edits are seen before the next comes. */
    private static final Duration BETWEEN = Duration.ofMillis(500);

    /** After so many edits one is waited for: on a slow machine all others may be overtaken by the next. */
    private static final int REST = 6;

    private static final Pattern TITLE = Pattern.compile("t-\\d+-\\d+");
    private static final String MAPPING = "sources/message/event.jsonata";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    @Test
    void a_storm_of_edits_refuses_no_request_and_loses_no_event() throws Exception {
        try (Receiver receiver = new Receiver();
                EditedGateway gateway = EditedGateway.start(
                        folder,
                        Map.of(
                                "provider.team.type", "generic",
                                "provider.team.address", receiver.address("team"),
                                "provider.team.rate", "0"))) {
            List<Thread> senders = senders(gateway);
            Set<String> versions = ConcurrentHashMap.newKeySet();
            for (int edit = 0; edit < EDITS; edit++) {
                String before = lastTried(gateway);
                edit(gateway, edit);
                TimeUnit.NANOSECONDS.sleep(BETWEEN.toNanos());
                if (edit % REST == 0) {
                    Awaitility.await()
                            .atMost(EditedGateway.MOST)
                            .until(() -> !lastTried(gateway).equals(before));
                }
                versions.add(gateway.version());
            }
            over = true;
            for (Thread sender : senders) {
                sender.join();
            }
            settle(gateway, receiver);
            assertThat(failed).isEmpty();
            assertThat(versions).hasSizeGreaterThan(1);
            assertThat(delivered(receiver)).containsAll(accepted);
        }
    }

    private static String lastTried(EditedGateway gateway) throws Exception {
        return gateway.status().path("edit").path("time").asText();
    }

    /** Two of three hold; the third is no JSONata. */
    private void edit(EditedGateway gateway, int number) throws Exception {
        String reason = "Edit" + number;
        String mapping = Files.readString(RunningGateway.ROUTES.resolve(MAPPING));
        for (String sample : new String[] {"plain", "error"}) {
            String name = "sources/message/samples/" + sample + ".event.json";
            String golden = Files.readString(RunningGateway.ROUTES.resolve(name));
            EditedGateway.write(
                    gateway.routes.resolve(name),
                    golden.replaceAll("(\"reason\"\\s*:\\s*)\"Message\"", "$1\"" + reason + "\""));
        }
        String edited = mapping.replace("\"reason\": \"Message\"", "\"reason\": \"" + reason + "\"");
        EditedGateway.write(gateway.routes.resolve(MAPPING), number % 3 == 2 ? edited + "(" : edited);
    }

    private void settle(EditedGateway gateway, Receiver receiver) throws Exception {
        edit(gateway, 99999); // holds, and is like none before
        Awaitility.await().atMost(EditedGateway.MOST).until(() -> {
            String title = "t-9-" + System.nanoTime();
            return gateway.post(title) == 202 && arrives(receiver, title, "Edit99999");
        });
        Awaitility.await()
                .atMost(EditedGateway.MOST)
                .until(() -> delivered(receiver).containsAll(accepted));
    }

    private static boolean arrives(Receiver receiver, String title, String reason) {
        Awaitility.await().atMost(EditedGateway.MOST).until(() -> receiver.count(title) > 0);
        return receiver.count(title, reason) > 0;
    }

    private static Set<String> delivered(Receiver receiver) {
        Set<String> titles = ConcurrentHashMap.newKeySet();
        for (String body : receiver.taken()) {
            Matcher title = TITLE.matcher(body);
            if (title.find()) {
                titles.add(title.group());
            }
        }
        return titles;
    }

    private List<Thread> senders(EditedGateway gateway) {
        List<Thread> senders = new ArrayList<>();
        for (int number = 0; number < SENDERS; number++) {
            String prefix = "t-" + number + "-";
            Thread sender = new Thread(() -> send(gateway, prefix), "sender-" + number);
            sender.start();
            senders.add(sender);
        }
        return senders;
    }

    private void send(EditedGateway gateway, String prefix) {
        long pause = TimeUnit.SECONDS.toNanos(SENDERS) / RATE;
        long next = System.nanoTime();
        for (int number = 0; !over; number++) {
            String title = prefix + number;
            try {
                int status = gateway.post(title);
                if (status == 202) {
                    accepted.add(title);
                } else {
                    failed.add(title + " " + status);
                }
                next += pause;
                TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
            } catch (Exception e) {
                failed.add(title + " " + e);
            }
        }
    }
}
