package dev.caravan.explain;

import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.ConfigurationException;
import dev.caravan.configuration.ConfigurationProblem;
import dev.caravan.configuration.Reading;
import dev.caravan.configuration.Surroundings;
import dev.caravan.configuration.Taken;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks for everything that is wrong with configuration, routes, mappings and samples; opens no port, writes no file and sends
 * nothing.
 */
public final class Check {
    private static final long LONGEST_SAMPLE = 10 << 20;

    private final Surroundings surroundings;
    private final Path routes;
    private final Scope scope;
    private final Start start;
    private final Findings findings;

    private Check(Surroundings surroundings, Path routes, Scope scope, Start start) {
        this.surroundings = surroundings;
        this.routes = routes;
        this.scope = scope;
        this.start = start;
        this.findings = new Findings(surroundings.directory());
    }

    /**
     * All findings: those of the configuration first, then those of the files. Empty when all is well.
     *
     * @param routes the folder of the routes, absolute
     */
    public static List<Finding> run(Surroundings surroundings, Path routes, Start start) {
        Check check = new Check(surroundings, routes, Scope.everything(), start);
        check.objects();
        return check.run();
    }

    /** The same before a start that will tell the rest: with no more samples than these, and without objects of the cluster, which nobody edits here. */
    public static List<Finding> run(Surroundings surroundings, Path routes, Scope scope) {
        return new Check(surroundings, routes, scope, (configuration, folder) -> Optional.empty()).run();
    }

    private List<Finding> run() {
        Optional<Configuration> configuration = configuration();
        routes();
        Map<Path, Mapping> mappings = mappings();
        boolean templates = configuration.stream()
                .flatMap(known -> known.providers().stream())
                .anyMatch(provider -> provider.template().isPresent());
        Scope tried = templates ? Scope.everything() : scope; // they lie anywhere
        Messages messages = new Messages(mappings, samples(tried), tried, findings);
        messages.check(surroundings.types());
        configuration.ifPresent(messages::check);
        if (findings.all().stream().allMatch(Finding::golden)) { // else that may be why
            configuration
                    .flatMap(known -> start.fault(known, routes))
                    .ifPresent(fault -> findings.addNew(routes, fault));
        }
        return findings.all();
    }

    private Optional<Configuration> configuration() {
        try {
            return Optional.of(Configuration.read(surroundings));
        } catch (ConfigurationException e) {
            e.problems().forEach(this::add);
            return Optional.empty();
        }
    }

    private void objects() {
        Reading.of(surroundings).configuration().cluster().objects().values().stream()
                .filter(object -> !object.isAsItIs())
                .sorted(Comparator.comparing(Taken::id))
                .forEach(object -> findings.add("cluster (" + object.id() + ")", object.problem()));
        surroundings
                .cluster()
                .fault()
                .ifPresent(why -> findings.add(
                        "flux.cluster",
                        "the cluster cannot be asked: " + why
                                + "; check where it can be reached, or with -Dflux.cluster=false"));
    }

    private void add(ConfigurationProblem problem) {
        String remedy = problem.remedy().isEmpty() ? "" : "; " + problem.remedy();
        findings.add(problem.where(), problem.key() + " " + problem.what() + remedy);
    }

    private void routes() {
        if (!scope.hasRoutes()) {
            return;
        }
        List<Path> files = Stream.concat(
                        findings.files(routes, ".camel.yaml").stream(),
                        findings.files(routes, ".kamelet.yaml").stream())
                .toList();
        RouteFiles texts = new RouteFiles(findings);
        files.forEach(texts::read);
        new RouteSyntax(findings).check(files);
        texts.checkCalls();
    }

    private Map<Path, Mapping> mappings() {
        Map<Path, Mapping> mappings = new LinkedHashMap<>();
        findings.files(routes, ".jsonata")
                .forEach(file -> Mapping.compile(file, findings).ifPresent(mapping -> mappings.put(file, mapping)));
        return mappings;
    }

    /** The events that the sources' samples become. */
    private List<SampleEvent> samples(Scope tried) {
        Path sources = routes.resolve("sources");
        boolean broken = findings.concern(sources) || DryContext.steps(routes).anyMatch(findings::concern);
        if (broken || !tried.hasSamples()) {
            return List.of(); // where they cannot be started, and that is why
        }
        try (DryContext dry = DryContext.start(routes)) {
            Recognition recognition = new Recognition(dry, Clock.systemUTC(), LONGEST_SAMPLE);
            return new SourceSamples(recognition, tried, findings).check(sources);
        } catch (Exception e) {
            findings.add(sources, "cannot be started, " + Reason.of(e));
            return List.of();
        }
    }
}
