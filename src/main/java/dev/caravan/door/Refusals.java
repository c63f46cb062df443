package dev.caravan.door;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one line per refused request and counts it. The line holds nothing that the sender wrote. */
final class Refusals {
    static final String NO_SOURCE = "none";

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final String LINE = "Rejected request {}: {} ({}) source={}";

    private final Problems problems;
    private final Rejections rejections;

    Refusals(Problems problems, Rejections rejections) {
        this.problems = problems;
        this.rejections = rejections;
    }

    /** Notes a failure and says which refusal it means. Only our own failure is logged with its stack trace. */
    Problem note(String requestId, @Nullable String source, @Nullable Throwable failure) {
        Problem problem = problems.of(failure);
        if (problem.status() == 500) {
            count(source, problem);
            LOG.error(LINE, requestId, problem.code(), problem.status(), name(source), failure);
        } else {
            note(requestId, source, problem);
        }
        return problem;
    }

    void note(String requestId, @Nullable String source, Problem problem) {
        count(source, problem);
        if (problem.status() > 500) {
            LOG.warn(LINE, requestId, problem.code(), problem.status(), name(source));
        } else {
            LOG.info(LINE, requestId, problem.code(), problem.status(), name(source));
        }
    }

    private void count(@Nullable String source, Problem problem) {
        rejections.rejected(name(source), problem.code());
    }

    private static String name(@Nullable String source) {
        return source == null ? NO_SOURCE : source;
    }
}
