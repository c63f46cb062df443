package dev.caravan;

import dev.caravan.authentication.SourceAuth;
import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.SourceSettings;
import dev.caravan.delivery.Deliveries;
import dev.caravan.delivery.Outcomes;
import dev.caravan.door.Dialect;
import dev.caravan.door.DoorSettings;
import dev.caravan.door.Quota;
import dev.caravan.journal.JournalSettings;
import dev.caravan.journal.Login;
import dev.caravan.provider.ProviderSettings;
import dev.caravan.provider.Secret;
import dev.caravan.provider.Unsuited;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Says the configuration in the words of each part, so that no part has to know the configuration. */
record Translation(Configuration configuration) {
    JournalSettings journal() {
        var journal = configuration.journal();
        return new JournalSettings(
                journal.url(),
                () -> new Login(journal.usernameNow(), journal.passwordNow()),
                journal.retention(),
                journal.deadLetterRetention(),
                journal.maxBacklog(),
                journal.minFreeDisk());
    }

    DoorSettings door() {
        var door = configuration.door();
        Map<String, SourceAuth> sources = door.sources().entrySet().stream()
                .filter(source -> source.getValue().own())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, source -> source.getValue().auth()));
        List<String> tokens = door.token().map(Secret::text).map(List::of).orElse(List.of());
        return new DoorSettings(
                door.host(),
                door.port(),
                door.maxBody(),
                tokens,
                sources,
                door.sources().keySet(),
                dialects(),
                quotas());
    }

    private Map<String, Quota> quotas() {
        return configuration.door().sources().values().stream()
                .filter(source -> !source.rate().unlimited())
                .collect(Collectors.toMap(
                        SourceSettings::name,
                        source -> new Quota(source.rate().count(), source.rate().period())));
    }

    private Map<String, Dialect> dialects() {
        return configuration.door().sources().values().stream()
                .filter(source -> !source.declared().mediaTypes().isEmpty())
                .collect(Collectors.toMap(
                        SourceSettings::name,
                        source -> new Dialect(
                                source.declared().mediaTypes(),
                                source.declared().knownBy())));
    }

    List<String> providers() {
        return configuration.providers().stream().map(ProviderSettings::name).toList();
    }

    Set<String> suspended() {
        return configuration.providers().stream()
                .filter(ProviderSettings::suspend)
                .map(ProviderSettings::name)
                .collect(Collectors.toSet());
    }

    Unsuited unsuited() {
        return new Unsuited(configuration.providers());
    }

    Map<String, Deliveries.Policy> policies() {
        return configuration.providers().stream()
                .collect(Collectors.toMap(
                        ProviderSettings::name,
                        provider -> new Deliveries.Policy(
                                provider.type().name(),
                                provider.concurrency(),
                                provider.rate(),
                                provider.giveUpAfter(),
                                provider.digest(),
                                Outcomes.parse(
                                        provider.type().outcomes(),
                                        provider.type().waits()))));
    }
}
