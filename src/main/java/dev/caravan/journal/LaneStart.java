package dev.caravan.journal;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the lanes of a context back until all its routes run: bound in the registry before they start. Each then takes its lane over
 * from whoever reads it, who ends what is in hand first. Without one a lane begins with its route.
 */
public final class LaneStart {
    private static final Logger LOG = LoggerFactory.getLogger(LaneStart.class);

    private final List<Runnable> waiting = new ArrayList<>();
    private boolean open;

    synchronized void add(Runnable start) {
        if (open) {
            start.run();
        } else {
            waiting.add(start);
        }
    }

    /** Lets all of them go. */
    public synchronized void open() {
        open = true;
        waiting.forEach(LaneStart::run);
        waiting.clear();
    }

    /** One that fails must not keep the others from their start. */
    private static void run(Runnable start) {
        try {
            start.run();
        } catch (RuntimeException e) {
            LOG.error("A lane cannot go on ({}); restart once that is repaired", e.getMessage());
        }
    }
}
