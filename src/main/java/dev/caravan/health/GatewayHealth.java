package dev.caravan.health;

import dev.caravan.journal.Health;
import dev.caravan.journal.Journal;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Ready as long as the routes run, the journal takes events and nobody asked the process to stop. Alive is whatever answers:
 * nothing that can be asked here is repaired by a restart.
 */
public final class GatewayHealth extends AbstractHealthCheck {
    private final Journal journal;
    private volatile boolean stopping;

    public GatewayHealth(Journal journal) {
        super("caravan", "journal");
        this.journal = journal;
    }

    /** Not ready from now on. */
    public void stopping() {
        stopping = true;
    }

    @Override
    public boolean isLiveness() {
        return false; // a restart does not make room on a disk
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Health health = journal.health();
        if (stopping) {
            builder.message("stopping").down();
        } else if (!getCamelContext().getStatus().isStarted()) {
            builder.message("starting").down();
        } else if (health.writable()) {
            builder.up();
        } else {
            builder.message(String.valueOf(health.reason())).down();
        }
    }
}
