package dev.caravan.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was read and what is wrong with it: a problem of one provider need not keep the others from being read. */
public record Reading(Configuration configuration, List<ConfigurationProblem> problems) {
    /** Reads the properties file, environment and system properties. */
    public static Reading of(Surroundings surroundings) {
        return of(surroundings, new ClusterLayer(surroundings, Map.of()));
    }

    /** What is wrong with an object of the cluster is told of that object: it is read once more without it, or as it was before. */
    static Reading of(Surroundings surroundings, ClusterLayer cluster) {
        Reading reading = read(surroundings, cluster);
        while (cluster.refuses(reading.problems)) {
            reading = read(surroundings, cluster);
        }
        return reading;
    }

    private static Reading read(Surroundings surroundings, ClusterLayer cluster) {
        Problems problems = new Problems();
        Map<String, Property> raw = Layers.read(surroundings, cluster, problems);
        UnknownKeys.checkPrefixes(raw, problems);
        Settings settings = new Settings(raw, surroundings, problems);
        Configuration configuration = new ConfigurationReader(settings, surroundings, cluster).read();
        return new Reading(configuration, problems.all());
    }

    /**
     * What was read, when nothing is wrong with it.
     *
     * @throws ConfigurationException with every problem there is
     */
    public Configuration checked() throws ConfigurationException {
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return configuration;
    }

    /** What is wrong with this property, those below it, or what they come from, as one text; empty when nothing is. */
    public Optional<String> problemsOf(String key) {
        return problems.stream()
                .filter(problem -> problem.concerns(key))
                .map(ConfigurationProblem::toString)
                .reduce((one, next) -> one + ". " + next);
    }
}
