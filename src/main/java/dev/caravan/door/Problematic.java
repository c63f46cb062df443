package dev.caravan.door;

/** An exception that knows the refusal it means. Implement it to give a failure its own code and status. */
public interface Problematic {
    /** The refusal that the sender sees. */
    Problem problem();
}
