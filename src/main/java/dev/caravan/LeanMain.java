package dev.caravan;

import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/** Camel's main without its first look into every route file, for properties and dependencies in comments, which no file of ours has. */
final class LeanMain extends Main {
    /** With hooks of its own each context would be kept until the process ends, and be stopped then out of order. */
    LeanMain() {
        setShutdownStrategy(new SimpleMainShutdownStrategy());
    }

    @Override
    protected void modelineRoutes(CamelContext context) {
        // the files are parsed once, when their routes are loaded
    }
}
