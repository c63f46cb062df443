package dev.caravan.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What every message needs and JSONata lacks; in the language itself a document would define these for each event anew, at a
 * multiple of the message's own time.
 */
final class MappingFunctions {
    /** Where the kind of character changes a word ends; the last capital of several begins the next: PDF Loader. */
    private static final Pattern WORD =
            Pattern.compile("\\p{Lu}+(?!\\p{Ll})|\\p{Lu}?\\p{Ll}+|\\p{Nd}+|[^\\p{Lu}\\p{Ll}\\p{Nd}\\s]+");

    private static final double END_OF_DATES = 253_402_300_799.0;

    private MappingFunctions() {}

    static void register(Jsonata jsonata) {
        jsonata.registerFunction("text", MappingFunctions::text);
        jsonata.registerFunction("cut", MappingFunctions::cut);
        jsonata.registerFunction("escape", new Jsonata.JFunction((input, given) -> escape(given), null));
        jsonata.registerFunction("fit", new Jsonata.JFunction((input, given) -> fit(given), null));
        jsonata.registerFunction("mute", Escaped::mute);
        jsonata.registerFunction("bytes", Escaped::bytes);
        jsonata.registerFunction("hmac", new Jsonata.JFunction((input, given) -> hmac(given), null));
        jsonata.registerFunction("words", MappingFunctions::words);
        jsonata.registerFunction("digest", MappingFunctions::digest);
        jsonata.registerFunction("json", Encoded::json);
        jsonata.registerFunction("unbase64", Encoded::base64);
        jsonata.registerFunction("jwt", new Jsonata.JFunction((input, given) -> JsonWebToken.signed(given), null));
        jsonata.registerFunction("instant", MappingFunctions::instant);
        jsonata.registerFunction("seconds", MappingFunctions::seconds);
        jsonata.registerFunction("incident", Incident::of);
        jsonata.registerFunction("commit", Revision::commit);
        jsonata.registerFunction("repository", Repository::parts);
    }

    /** {@code $text(value)}: the value as text; what is missing or null is the empty text, never "null". */
    static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        return value == null || Utils.convertNulls(value) == null ? "" : Functions.string(value, false);
    }

    /** {@code $cut(text, most)}: at most so many code points; what was longer ends in an ellipsis. */
    static String cut(@Nullable Object value, Number most) {
        String text = text(value);
        if (text.length() <= most.intValue() || text.codePointCount(0, text.length()) <= most.intValue()) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most.intValue() - 1)) + Escaped.ELLIPSIS;
    }

    /**
     * {@code $escape(text, table)}: each text that is a key of the table becomes the table's text for it; with a third argument
     * in at most so many code points after that, what was longer ending in an ellipsis.
     */
    private static String escape(List<?> given) {
        String text = text(given.get(0));
        Escaped escaped = new Escaped(table(given));
        return given.size() > 2 ? escaped.inCodePoints(text, most(given)) : escaped.whole(text);
    }

    /** {@code $fit(text, table, most)}: escaped in the same way, in at most so many bytes as it will be sent. */
    private static String fit(List<?> given) {
        return new Escaped(table(given)).inBytes(text(given.get(0)), most(given));
    }

    /**
     * {@code $hmac(body, key, algorithm)}: the code of exactly the bytes of the body, in lower-case hex, or with a fourth
     * argument {@code "base64"} in that. Of a list of keys each but the first is signed with the one before, as Amazon
     * derives its keys.
     */
    private static String hmac(List<?> given) {
        Object body = given.get(0);
        byte[] bytes = body instanceof byte[] raw ? raw : text(body).getBytes(StandardCharsets.UTF_8);
        List<?> keys = given.get(1) instanceof List<?> list ? list : List.of(text(given.get(1)));
        byte[] code =
                Signature.of(bytes, keys.stream().map(MappingFunctions::text).toList(), text(given.get(2)));
        return given.size() > 3 && "base64".equals(given.get(3))
                ? Base64.getEncoder().encodeToString(code)
                : HexFormat.of().formatHex(code);
    }

    @SuppressWarnings("unchecked") // an object of texts, as documents write it
    private static Map<String, String> table(List<?> given) {
        return (Map<String, String>) given.get(1);
    }

    private static int most(List<?> given) {
        return ((Number) given.get(2)).intValue();
    }

    /** {@code $words(reason)}: the words of a name like {@code ApplySucceeded}, in lower case. */
    static String words(@Nullable Object value) {
        return WORD.matcher(text(value))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining(" "))
                .toLowerCase(Locale.ROOT);
    }

    /** {@code $digest(text, algorithm)}: the hash of the text in UTF-8, in hexadecimal. */
    static String digest(@Nullable Object value, String algorithm) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            return HexFormat.of().formatHex(digest.digest(text(value).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("no algorithm " + algorithm, e);
        }
    }

    /** {@code $instant(seconds)}: seconds since 1970 as a date-time; nothing for what is none, or beyond the year 9999. */
    static @Nullable String instant(@Nullable Object seconds) {
        if (!(seconds instanceof Number number) || Math.abs(number.doubleValue()) > END_OF_DATES) {
            return null;
        }
        return Instant.ofEpochMilli(Math.round(number.doubleValue() * 1000)).toString();
    }

    /** {@code $seconds(time)}: a date-time as whole seconds since 1970; nothing for what is no date-time. */
    static @Nullable Long seconds(@Nullable Object time) {
        try {
            return OffsetDateTime.parse(text(time)).toEpochSecond();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
