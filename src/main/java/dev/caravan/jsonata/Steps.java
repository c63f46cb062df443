package dev.caravan.jsonata;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser;

/**
 * Ends an evaluation that does not end by itself, which would keep its thread for ever. It counts and looks at no clock, so that the
 * same document ends the same way on a busy machine; a large event takes some hundred thousand steps.
 */
final class Steps implements Jsonata.EntryCallback {
    /** Where the library looks for what is called at each step. */
    static final String NAME = "__evaluate_entry";

    private static final int MOST = 30_000_000;

    private int taken;

    @Override
    public void callback(Parser.Symbol step, Object input, Jsonata.Frame frame) {
        taken++;
        if (taken > MOST) {
            throw new EndlessException("takes more than " + MOST + " steps; look for a loop without an end");
        }
    }
}
