package dev.caravan.journal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether appends are taken, and if not, why: broken (the disk) or full (a high-water mark). What changes is told once. */
final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private volatile @Nullable String broken;
    private volatile @Nullable String full;
    private volatile boolean lasting;

    /** The exception that an append gets now, or null if it is taken. */
    @Nullable
    JournalUnavailableException refusal() {
        String fault = broken;
        if (fault != null) {
            return new JournalUnavailableException("journal cannot write: " + fault);
        }
        String mark = full;
        return mark == null ? null : new JournalFullException("journal is full: " + mark);
    }

    Health health() {
        JournalUnavailableException refusal = refusal();
        return refusal == null ? Health.GOOD : new Health(false, refusal.getMessage());
    }

    synchronized void broke(Fault fault) {
        if (lasting) {
            return;
        }
        String before = broken;
        lasting = fault.lasting();
        broken = lasting ? fault.reason() + "; restart after repairing it" : fault.reason();
        tell(before, broken);
    }

    /** Whether nothing at all may be written any more. */
    boolean isLasting() {
        return lasting;
    }

    /** Whether a successful write would show that all is well again. */
    boolean worthProbing() {
        return broken != null && !lasting;
    }

    synchronized void works() {
        if (!lasting) {
            String before = broken;
            broken = null;
            tell(before, null);
        }
    }

    synchronized void full(@Nullable String mark) {
        String before = full;
        full = mark;
        tell(before, mark);
    }

    /** The reason stands nowhere else in the log: a refused post does not say it. */
    private void tell(@Nullable String before, @Nullable String now) {
        if (Objects.equals(before, now)) {
            return;
        }
        JournalUnavailableException refusal = refusal();
        if (refusal == null) {
            LOG.info("journal takes events again");
        } else {
            LOG.warn("{}; posts are answered with 503", refusal.getMessage());
        }
    }
}
