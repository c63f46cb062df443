package dev.caravan.draft;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which member means what, by what senders commonly call it; what stands further out counts for more. */
record Guess(List<Member> members) {
    private static final int OF_A_LEVEL = 3;
    private static final int LONGEST_WORD = 60;
    private static final double FIRST_EPOCH = 1e9;
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d.*");

    Optional<Member> kind() {
        // further in they say what kind of user or object it is
        return best(
                Words.KINDS, member -> isWord(member.value()) && member.names().size() == 1);
    }

    Optional<Member> severity() {
        return best(Words.SEVERITIES, member -> isWord(member.value()));
    }

    Optional<Member> time() {
        return best(Words.TIMES, member -> isTime(member) || isEpoch(member.value(), FIRST_EPOCH));
    }

    static boolean isTime(Member member) {
        return member.value() instanceof String text && INSTANT.matcher(text).matches();
    }

    Optional<Member> sentence() {
        Optional<Member> object = object();
        return best(
                Words.SENTENCES,
                member -> member.value() instanceof String text
                        && !text.startsWith("http")
                        && !object.filter(member::equals).isPresent());
    }

    Optional<Member> link() {
        return best(Words.LINKS, member -> member.value() instanceof String text && text.matches("https?://.+"));
    }

    Optional<Member> delivery() {
        return best(Words.DELIVERIES, member -> isWord(member.value()));
    }

    Optional<Member> metadata(String word) {
        return best(List.of(word), member -> isWord(member.value()));
    }

    /** The name of whoever did it. */
    Optional<Member> actor() {
        return named(Words.ACTORS);
    }

    /** The name of what it is about. */
    Optional<Member> object() {
        return named(Words.OBJECTS)
                .or(() -> best(Words.NAMES, member -> isWord(member.value()) && member.depth() == 1));
    }

    /** A text called so, or the name within an object called so. */
    private Optional<Member> named(List<String> words) {
        Predicate<Member> isNamed = member -> nameIn(member).isPresent();
        return best(words, isNamed.or(member -> isWord(member.value())))
                .map(member -> nameIn(member).orElse(member));
    }

    private Optional<Member> nameIn(Member owner) {
        List<Member> inner = members.stream()
                .filter(member -> member.isWithin(owner)
                        && member.names().size() == owner.names().size() + 1)
                .toList();
        return new Guess(inner).best(Words.NAMES, member -> isWord(member.value()));
    }

    private Optional<Member> best(List<String> words, Predicate<Member> fits) {
        return members.stream()
                .filter(member -> words.contains(member.name()) && fits.test(member))
                .min(Comparator.comparingInt(member -> cost(words, member.name(), member.depth())));
    }

    private static int cost(List<String> words, String name, int depth) {
        int rank = words.indexOf(name);
        return rank < 0 ? Integer.MAX_VALUE : rank + OF_A_LEVEL * depth;
    }

    static boolean isMillis(Member member) {
        return isEpoch(member.value(), FIRST_EPOCH * 1000);
    }

    /** After 2001, or else it is the number of something else. */
    private static boolean isEpoch(Object value, double first) {
        return value instanceof Number number && number.doubleValue() >= first;
    }

    private static boolean isWord(Object value) {
        return value instanceof Number
                || (value instanceof String text && text.length() <= LONGEST_WORD && !text.startsWith("http"));
    }
}
