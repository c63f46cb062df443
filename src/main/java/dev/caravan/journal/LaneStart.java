package dev.caravan.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds the lanes of a context back until all its routes run: bound in the registry before they start. Each then takes its lane over
 * from whoever reads it, who ends what is in hand first. Without one a lane begins with its route.
 */
public final class LaneStart {
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
        waiting.forEach(Runnable::run);
        waiting.clear();
    }
}
