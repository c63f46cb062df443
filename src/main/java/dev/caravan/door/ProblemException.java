package dev.caravan.door;

import java.io.Serial;

/** A request is refused. It has no stack trace: refusing is ordinary work. */
public final class ProblemException extends RuntimeException implements Problematic {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    @Override
    public Problem problem() {
        return problem;
    }
}
