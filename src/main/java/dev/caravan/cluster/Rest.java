package dev.caravan.cluster;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether what is looked at again and again has stopped changing; what never does is told now and then all the same. */
final class Rest {
    private static final int MOST_LOOKS = 10;

    private @Nullable Object last;
    private int restless;
    private int waited = MOST_LOOKS;

    boolean isIn(Object now) {
        boolean still = Objects.equals(now, last);
        last = now;
        restless = still ? 0 : restless + 1;
        if (restless > MOST_LOOKS) {
            restless = 0;
            return true;
        }
        return still;
    }

    /** Whether who has not answered is to be asked once more. */
    boolean isTime() {
        waited++;
        boolean due = waited > MOST_LOOKS;
        waited = due ? 0 : waited;
        return due;
    }

    /** There is something new to be asked. */
    void anew() {
        waited = MOST_LOOKS;
    }
}
