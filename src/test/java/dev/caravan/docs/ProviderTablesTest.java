package dev.caravan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.provider.ProviderType;
import dev.caravan.provider.ProviderTypeException;
import dev.caravan.provider.ProviderTypes;
import dev.caravan.provider.Rate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables that list the provider types are written from the Kamelets, so that a new folder needs no other list. */
class ProviderTablesTest {
    private static final String HEAD =
            "<!-- Generated from the Kamelets: mvn test -Dtest=ProviderTablesTest -Dcaravan.rewrite=true -->\n";
    private static final Pattern TABLE = Pattern.compile(Pattern.quote(HEAD) + "\\n(\\|.*\\n)+");

    private static final Map<Duration, String> PERIODS = Map.of(
            Duration.ofSeconds(1),
            "s",
            Duration.ofMinutes(1),
            "min",
            Duration.ofHours(1),
            "h",
            Duration.ofDays(1),
            "d");

    @ParameterizedTest
    @CsvSource({"docs/providers.md, ''", "README.md, docs/"})
    void theTableIsWhatTheKameletsSay(Path document, String toDocs) throws Exception {
        Matcher found = TABLE.matcher(Documents.read(document));
        assertThat(found.find()).as("a table under " + HEAD).isTrue();
        String written = found.replaceFirst(Matcher.quoteReplacement(HEAD + "\n" + table(toDocs)));
        if (Boolean.getBoolean("caravan.rewrite")) {
            Files.writeString(document, written);
        }

        assertThat(Documents.read(document)).isEqualTo(written);
    }

    private static String table(String toDocs) throws ProviderTypeException {
        ProviderTypes types = ProviderTypes.in(Path.of("routes/providers"));
        StringBuilder table = new StringBuilder("| type | of | what it does | default rate |\n|---|---|---|---|\n");
        for (String name : Documents.folders("routes/providers")) {
            table.append(row(types.get(name), toDocs));
        }
        return table.toString();
    }

    private static String row(ProviderType type, String toDocs) {
        String page = "[%s](%sproviders/%s.md)".formatted(type.name(), toDocs, type.name());
        String what = type.description().replaceFirst("\\.$", "");
        return "| %s | %s | %s | %s |\n".formatted(page, type.title(), what, rate(type.rate()));
    }

    private static String rate(Rate rate) {
        return rate.unlimited() ? "unlimited" : rate.count() + "/" + PERIODS.get(rate.period());
    }
}
