package dev.caravan.explain;

import java.nio.file.Path;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Has Camel read each route file, and starts nothing. */
record RouteSyntax(Findings findings) {
    void check(List<Path> files) {
        DefaultCamelContext camel = new DefaultCamelContext(false);
        camel.disableJMX();
        files.stream().filter(file -> !findings.concern(file)).forEach(file -> check(camel, file));
        camel.stop();
    }

    private void check(DefaultCamelContext camel, Path file) {
        try {
            Resource resource = PluginHelper.getResourceLoader(camel).resolveResource("file:" + file);
            PluginHelper.getRoutesLoader(camel).loadRoutes(resource);
        } catch (Exception e) {
            add(file, e);
        }
    }

    private void add(Path file, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYamlEngineException marked
                    && marked.getProblemMark().isPresent()) {
                Mark mark = marked.getProblemMark().get();
                findings.add(file, mark.getLine() + 1, mark.getColumn() + 1, "is no route, " + marked.getProblem());
                return;
            }
        }
        findings.add(file, "is no route, " + Reason.of(failure));
    }
}
