package dev.caravan.draft;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The mapping of a payload to an event, as far as the names of its members tell. */
final class MappingDraft {
    private static final Template TEMPLATE = Template.read("event.jsonata");
    private static final int SENTENCE = 300;
    private static final String NOTHING = "\"\"";
    private static final String ERROR_OR_INFO = " ? \"error\" : \"info\"";

    private final String source;
    private final Payload payload;
    private final Guess guess;

    MappingDraft(String source, Payload payload) {
        this.source = source;
        this.payload = payload;
        this.guess = new Guess(payload.members());
    }

    /** The name of the sample: what happened in it. */
    String sample() {
        String slug = guess.kind()
                .map(kind -> String.valueOf(kind.value()).toLowerCase(Locale.ROOT))
                .map(text -> text.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", ""))
                .orElse("");
        return slug.isEmpty() ? "first" : slug;
    }

    String text() {
        Map<String, String> places = new HashMap<>();
        places.put("name", source);
        places.put("title", SourceDraft.title(source));
        places.put("sample", sample());
        places.put("begin", payload.each().isEmpty() ? "(" : "[" + payload.each() + ".(");
        places.put("end", payload.each().isEmpty() ? ")" : ")]");
        places.put("is", text(guess.kind()));
        places.put("object", text(guess.object()));
        places.put(
                "said",
                guess.sentence()
                        .map(member -> "$cut(" + member.jsonata() + ", " + SENTENCE + ")")
                        .orElse(NOTHING));
        places.put(
                "delivery",
                guess.delivery()
                        .map(member -> "\"deliveryId\": " + text(member) + ",")
                        .orElse(""));
        places.put("severity", severity());
        places.put("reason", reason());
        places.put("time", time());
        places.put("kind", guess.object().map(this::kind).orElseGet(() -> Words.camel(source)));
        places.put("metadata", metadata());
        return TEMPLATE.fill(places);
    }

    /** Without a word of its own it is in what the kind is called, if anywhere. */
    private String severity() {
        return guess.severity()
                .map(member -> "$lowercase(" + text(member) + ") in " + Words.ERRORS + ERROR_OR_INFO)
                .or(() -> guess.kind().map(kind -> Words.FAILED + ERROR_OR_INFO))
                .orElse("\"info\"");
    }

    /** Only what is known is named: another kind gets a reason that says nothing wrong. */
    private String reason() {
        String other = quoted(Words.camel(source) + "Event");
        return guess.kind()
                .map(member -> String.valueOf(member.value()))
                .filter(kind -> !Words.camel(kind).isEmpty())
                .map(kind -> "$is = " + quoted(kind) + " ? " + quoted(Words.camel(kind)) + " : " + other)
                .orElse(other);
    }

    private String time() {
        return guess.time().map(MappingDraft::time).orElse(NOTHING);
    }

    private static String time(Member member) {
        String path = member.jsonata();
        if (Guess.isTime(member)) {
            return text(member);
        }
        return Guess.isMillis(member)
                ? "$type(" + path + ") = \"number\" ? $instant(" + path + " / 1000)"
                : "$instant(" + path + ")";
    }

    private String kind(Member object) {
        String kind = Words.OBJECTS.contains(object.name()) ? object.name() : object.owner();
        return kind.isEmpty() ? Words.camel(source) : Words.capital(kind);
    }

    private String metadata() {
        Map<String, Member> found = new LinkedHashMap<>();
        Words.METADATA.forEach(word -> guess.metadata(word).ifPresent(member -> found.put(word, member)));
        guess.actor().ifPresent(member -> found.put("actor", member));
        guess.link().ifPresent(member -> found.put("url", member));
        return found.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ": " + text(entry.getValue()))
                .collect(Collectors.joining(",\n      "));
    }

    private static String text(Optional<Member> member) {
        return member.map(MappingDraft::text).orElse(NOTHING);
    }

    private static String text(Member member) {
        return "$text(" + member.jsonata() + ")";
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
