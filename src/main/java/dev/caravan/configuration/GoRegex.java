package dev.caravan.configuration;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what means one thing in Go's regular expressions, which Flux has, and another or nothing in Java's. */
final class GoRegex {
    private static final Pattern TOKEN = Pattern.compile(
            "\\\\Q.*?(?:\\\\E|$)|\\\\[0-7]{1,3}|\\\\.|\\[:\\^?\\w+:]|\\[\\^?]?|]|&&|\\(\\?P?<?[^():<>]*|.",
            Pattern.DOTALL);
    private static final List<Difference> ANYWHERE = List.of(
            new Difference("\\\\v", "%s, the vertical tab in Go and any vertical space in Java"),
            new Difference("\\\\[1-7][0-7]{1,2}", "%s, a character's octal number in Go and a group in Java"));
    private static final List<Difference> OUTSIDE = List.of(
            new Difference("\\(\\?P.*", "%s, a named group that Java spells otherwise"),
            new Difference("\\(\\?[a-zA-Z-]*U.*", "%s, the flag U, ungreedy in Go and Unicode in Java"));
    private static final List<Difference> INSIDE = List.of(
            new Difference("\\[:.*", "%s, a class that Java reads as letters"),
            new Difference("\\[.*", "%s within a class, a letter in Go and a class of its own in Java"),
            new Difference("&&", "%s within a class, letters in Go and an intersection in Java"));

    private GoRegex() {}

    private record Difference(String token, String words) {}

    /** The first difference, as a clause that follows "holds"; what neither reads is found when it is compiled. */
    static Optional<String> difference(String regex) {
        Matcher matcher = TOKEN.matcher(regex);
        boolean inside = false;
        while (matcher.find()) {
            String token = matcher.group();
            List<Difference> here = inside ? INSIDE : OUTSIDE;
            Optional<String> found = first(ANYWHERE, token).or(() -> first(here, token));
            if (found.isPresent()) {
                return found;
            }
            inside = token.startsWith("[") || (inside && !token.equals("]"));
        }
        return Optional.empty();
    }

    private static Optional<String> first(List<Difference> differences, String token) {
        return differences.stream()
                .filter(difference -> token.matches(difference.token()))
                .map(difference -> difference.words().formatted(token))
                .findFirst();
    }
}
