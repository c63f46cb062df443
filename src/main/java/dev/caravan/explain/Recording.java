package dev.caravan.explain;

import java.util.ArrayList;
import java.util.List;

/** Collects what would have been sent; used by several threads, since a time-out runs its steps in one of its own. */
final class Recording {
    private final List<Sent> sent = new ArrayList<>();

    synchronized void add(Sent request) {
        sent.add(request);
    }

    /** All since the last call. */
    synchronized List<Sent> take() {
        List<Sent> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }
}
