package dev.caravan.cli;

/** What the process answers to its caller. */
final class ExitCode {
    static final int OK = 0;
    /** Something was looked at and is not as it should be. */
    static final int MISMATCH = 1;

    static final int USAGE = 2;
    static final int CONFIGURATION = 3;
    /** The running gateway cannot be reached, or refuses. */
    static final int REMOTE = 4;

    private ExitCode() {}
}
