package dev.caravan;

import dev.caravan.cli.CaravanCommand;

/** The process. */
public final class Caravan {
    private static final int UNUSABLE = 3;

    private Caravan() {}

    public static void main(String[] args) {
        try {
            System.exit(CaravanCommand.execute(args));
        } catch (Throwable e) { // such as a class that cannot be read for want of file descriptors
            System.err.println(
                    "caravan: the Java machine cannot go on (" + e.getClass().getSimpleName()
                            + "); give it more memory or file descriptors (ulimit -n, 1024 are enough)");
            Runtime.getRuntime().halt(UNUSABLE); // not exit, whose hooks may need what is lacking
        }
    }
}
