package dev.caravan.journal;

import org.jspecify.annotations.Nullable;

/** Whether appends are taken, and if not, why: broken (the disk) or full (a high-water mark). */
final class Readiness {
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

    void broke(Fault fault) {
        if (lasting) {
            return;
        }
        lasting = fault.lasting();
        broken = lasting ? fault.reason() + "; restart after repairing it" : fault.reason();
    }

    /** Whether nothing at all may be written any more. */
    boolean isLasting() {
        return lasting;
    }

    /** Whether a successful write would show that all is well again. */
    boolean worthProbing() {
        return broken != null && !lasting;
    }

    void works() {
        if (!lasting) {
            broken = null;
        }
    }

    void full(@Nullable String mark) {
        full = mark;
    }
}
