package dev.caravan.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was read and what is wrong with it: a problem of one provider need not keep the others from being read. */
public record Reading(Configuration configuration, List<ConfigurationProblem> problems) {
    /** Reads the properties file, environment and system properties. */
    public static Reading of(Surroundings surroundings) {
        Problems problems = new Problems();
        Map<String, Property> raw = Layers.read(surroundings, problems);
        UnknownKeys.checkPrefixes(raw, problems);
        Settings settings = new Settings(raw, surroundings, problems);
        Configuration configuration = new ConfigurationReader(settings, surroundings).read();
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
