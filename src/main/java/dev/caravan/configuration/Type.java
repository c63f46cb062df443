package dev.caravan.configuration;

import dev.caravan.alert.ObjectPattern;
import dev.caravan.provider.Address;
import dev.caravan.provider.Rate;
import dev.caravan.provider.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the text of a property is read.
 *
 * @param name as the documentation calls it
 * @param form what to write, for documentation and error messages
 * @param parse throws IllegalArgumentException for a text that has not this form
 */
record Type<T>(String name, String form, Function<String, T> parse) {
    static final Type<String> TEXT = new Type<>("text", "", Function.identity());
    static final Type<Secret> SECRET = new Type<>("secret", "", Secret::new);
    static final Type<Path> PATH = new Type<>("path", "a path, relative to the working directory", Path::of);
    static final Type<Path> FILE = new Type<>("file", "`file:` and a path", Type::file);
    static final Type<Boolean> BOOLEAN = new Type<>("boolean", "`true` or `false`", Type::bool);
    static final Type<Integer> PORT =
            new Type<>("port", "0 to 65535, 0 for a free one", text -> whole(text, 0, 65_535));
    static final Type<Integer> COUNT =
            new Type<>("count", "a whole number from 1", text -> whole(text, 1, 1_000_000_000));
    static final Type<Duration> DURATION =
            new Type<>("duration", "like `500ms`, `15s`, `10m`, `24h` or `7d`", Type::duration);
    static final Type<Long> SIZE = new Type<>("size", "like `512B`, `256KiB`, `1MiB` or `2GiB`", Type::size);
    static final Type<Long> SOME_BYTES =
            new Type<>(SIZE.name(), SIZE.form() + ", from `1B`", text -> positive(size(text)));
    static final Type<Rate> RATE =
            new Type<>("rate", "like `1/s`, `10/min` or `450/h`; `0` for unlimited", Rate::parse);
    static final Type<List<String>> LIST = new Type<>("list", "separated by commas", Type::list);
    static final Type<List<ObjectPattern>> OBJECTS = new Type<>(
            "list",
            "`kind/namespace/name` with `*` for any text, separated by commas",
            text -> list(text).stream().map(ObjectPattern::parse).toList());
    static final Type<URI> HTTP =
            new Type<>("URL", "`http://` or `https://`, host and path, without a user or password", Type::http);
    static final Type<Double> SHARE = new Type<>("share", "a number from `0` to `1`, like `0.1`", Type::share);
    static final Type<String> JDBC =
            new Type<>("URL", "`jdbc:sqlite:` and a path, or `jdbc:postgresql://host/database`", Type::jdbc);

    private static final Pattern TIMES = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));
    private static final Pattern BYTES = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB)?");
    private static final Map<String, Integer> SHIFTS = Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30);

    /** One of these words. */
    static Type<String> oneOf(List<String> words) {
        return new Type<>("choice", "`" + String.join("` or `", words) + "`", text -> {
            if (!words.contains(text)) {
                throw new IllegalArgumentException("not a choice");
            }
            return text;
        });
    }

    /** One of the names of an enum, in lower case. */
    static <E extends Enum<E>> Type<E> choice(Class<E> values) {
        Type<String> words = oneOf(Arrays.stream(values.getEnumConstants())
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList());
        return new Type<>(
                words.name(),
                words.form(),
                words.parse()
                        .andThen(text -> Enum.valueOf(
                                values, text.toUpperCase(Locale.ROOT).replace('-', '_'))));
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("not a boolean");
        }
        return text.equals("true");
    }

    private static int whole(String text, int least, int most) {
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }

    private static Duration duration(String text) {
        Duration sum = Duration.ZERO;
        Matcher matcher = TIMES.matcher(text);
        int end = 0;
        while (matcher.lookingAt()) {
            sum = sum.plus(times(unit(matcher.group(2)), matcher.group(1)));
            end = matcher.end();
            matcher.region(end, text.length());
        }
        if (end != text.length() || sum.isZero()) {
            throw new IllegalArgumentException("not a duration");
        }
        return sum;
    }

    private static Duration times(Duration unit, String number) {
        return Duration.ofMillis(new BigDecimal(number)
                .multiply(BigDecimal.valueOf(unit.toMillis()))
                .longValue());
    }

    private static Duration unit(String name) {
        return UNITS.getOrDefault(name, Duration.ZERO);
    }

    private static long size(String text) {
        Matcher matcher = BYTES.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a size");
        }
        String unit = matcher.group(2) == null ? "B" : matcher.group(2);
        return Long.parseLong(matcher.group(1)) << SHIFTS.getOrDefault(unit, 0);
    }

    private static long positive(long number) {
        if (number == 0) {
            throw new IllegalArgumentException("nothing");
        }
        return number;
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Path file(String text) {
        if (!text.startsWith("file:") || text.length() == "file:".length()) {
            throw new IllegalArgumentException("not a file");
        }
        return Path.of(text.substring("file:".length()));
    }

    private static URI http(String text) {
        if (!Address.isHttp(text) || URI.create(text).getRawUserInfo() != null) {
            throw new IllegalArgumentException("not an address");
        }
        return URI.create(text);
    }

    private static double share(String text) {
        double share = Double.parseDouble(text);
        if (!(share >= 0 && share <= 1)) { // NaN neither
            throw new IllegalArgumentException("out of range");
        }
        return share;
    }

    private static String jdbc(String text) {
        if (!text.matches("jdbc:sqlite:.+|jdbc:postgresql://[^/]+/[^/?]+(\\?.*)?")) {
            throw new IllegalArgumentException("not a journal");
        }
        return text;
    }
}
