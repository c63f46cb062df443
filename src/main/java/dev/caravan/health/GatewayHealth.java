package dev.caravan.health;

import dev.caravan.journal.Health;
import dev.caravan.journal.Journal;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Ready as long as the journal takes events and nobody asked the process to stop. */
public final class GatewayHealth extends AbstractHealthCheck {
    private final Journal journal;
    private volatile boolean stopping;

    public GatewayHealth(Journal journal) {
        super("caravan", "journal");
        this.journal = journal;
    }

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
        } else if (health.writable()) {
            builder.up();
        } else {
            builder.message(String.valueOf(health.reason())).down();
        }
    }
}
