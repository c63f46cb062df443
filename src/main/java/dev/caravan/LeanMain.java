package dev.caravan;

import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** Camel's main without its first look into every route file, for properties and dependencies in comments, which no file of ours has. */
final class LeanMain extends Main {
    @Override
    protected void modelineRoutes(CamelContext context) {
        // the files are parsed once, when their routes are loaded
    }
}
