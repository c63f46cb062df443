package dev.caravan.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a predicate that holds for a payload and for none of the others: members that few others have, rather at the top,
 * rather those that every payload of the sender has.
 */
final class PredicateDraft {
    private static final int ENOUGH = 3;
    private static final int DEEPEST = 2;
    private static final int RANKS = 6;

    private final Payload payload;
    private final List<Member> chosen = new ArrayList<>();
    private final List<String> more = new ArrayList<>();
    private Others others;

    PredicateDraft(Payload payload, List<Object> others) {
        this.payload = payload;
        this.others = new Others(others);
    }

    String text() throws DraftException {
        List<List<Member>> candidates =
                IntStream.range(0, RANKS).mapToObj(this::candidates).toList();
        candidates.forEach(this::excludeBy);
        candidates.subList(0, 2).forEach(some -> complete(some, ENOUGH));
        candidates.subList(2, 4).forEach(some -> complete(some, ENOUGH - 1));
        if (!others.isEmpty()) {
            excludeByWords();
            excludeByWhatOthersHave();
        }
        if (!others.isEmpty() || chosen.isEmpty()) {
            throw new DraftException(
                    "The payload has no member that would tell it from the samples of known sources; take"
                            + " one that says more.");
        }
        return Others.filter(conditions());
    }

    /** The more a member tells of the sender and not of what happened, the lower its rank; at the top it is lower, too. */
    private List<Member> candidates(int rank) {
        String kind = payload.kind();
        return payload.members().stream()
                .filter(member -> member.names().size() <= DEEPEST
                        && 2 * member.fickleness(kind) + member.names().size() - 1 == rank)
                .toList();
    }

    private void excludeBy(List<Member> candidates) {
        Member best = best(candidates);
        while (best != null) {
            chosen.add(best);
            others = others.that(best.jsonPath());
            best = best(candidates);
        }
    }

    /** The one that fewest of the others have; null when all have every one. */
    private @Nullable Member best(List<Member> candidates) {
        return candidates.stream()
                .filter(member -> !chosen.contains(member))
                .min(Comparator.comparingInt(this::having))
                .filter(member -> having(member) < others.size())
                .orElse(null);
    }

    private int having(Member member) {
        return others.that(member.jsonPath()).size();
    }

    /** One rare member would do today; more keep clear of what is not known yet, too. */
    private void complete(List<Member> candidates, int enough) {
        for (Member member : candidates) {
            boolean says = chosen.stream()
                    .noneMatch(other -> other.equals(member) || member.isWithin(other) || other.isWithin(member));
            if (says && chosen.size() < enough) {
                chosen.add(member);
            }
        }
    }

    private void excludeByWords() {
        payload.members().stream()
                .filter(member -> member.names().size() == 1
                        && Words.KINDS.contains(member.name())
                        && member.value() instanceof String text
                        && text.matches("[\\w .:/-]{1,60}"))
                .map(member -> member.jsonPath() + " == '" + member.value() + "'")
                .forEach(this::exclude);
    }

    private void excludeByWhatOthersHave() {
        for (Object other : others.payloads()) {
            if (other instanceof Map<?, ?> map) {
                map.keySet().stream()
                        .map(String::valueOf)
                        .filter(name -> name.matches("[A-Za-z_][A-Za-z0-9_]*"))
                        .map(name -> "!(@." + name + ")")
                        .forEach(this::exclude);
            }
        }
    }

    private void exclude(String condition) {
        Others left = others.that(condition);
        if (left.size() < others.size() && Others.holds(condition, payload.body())) {
            more.add(condition);
            others = left;
        }
    }

    private List<String> conditions() {
        return Stream.concat(
                        payload.members().stream()
                                .filter(chosen::contains)
                                .filter(member -> chosen.stream().noneMatch(inner -> inner.isWithin(member)))
                                .map(Member::jsonPath),
                        more.stream())
                .toList();
    }
}
