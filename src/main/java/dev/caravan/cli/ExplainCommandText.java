package dev.caravan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.explain.Explanation;
import dev.caravan.explain.Explanation.Delivery;
import dev.caravan.explain.Explanation.Detection;
import dev.caravan.explain.Explanation.Nearest;
import dev.caravan.explain.Explanation.Request;
import dev.caravan.log.Visible;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An explanation for people, in plain text without colours. */
final class ExplainCommandText {
    private static final ObjectWriter JSON = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

    private static final Pattern ABSENT = Pattern.compile("!\\(@([^ ()]+)\\)");

    private final Explanation explanation;
    private final StringBuilder text = new StringBuilder();

    ExplainCommandText(Explanation explanation) {
        this.explanation = explanation;
    }

    String write() {
        line("", "source    " + (explanation.source() == null ? "none" : explanation.source()));
        line("", "status    " + explanation.status());
        line("", "because   " + explanation.why());
        if (explanation.nearest() != null) {
            explanation.nearest().forEach(this::nearest);
        }
        if (explanation.events().isEmpty() && explanation.detection().stream().noneMatch(Detection::matched)) {
            unknown();
        }
        for (int at = 0; at < explanation.events().size(); at++) {
            event(at);
        }
        return text.toString().stripTrailing();
    }

    private void nearest(Nearest nearest) {
        line("", "");
        line(
                "",
                "nearest   " + nearest.format() + ", " + Math.round(nearest.share() * 100)
                        + " % of its conditions hold");
        nearest.missing().forEach(members -> line("  ", members + " is missing"));
        nearest.similar().forEach((missing, there) -> line("  ", there + " is there; is it " + missing + "?"));
        nearest.unmet().forEach(condition -> line("  ", unmet(condition)));
    }

    private static String unmet(String condition) {
        Matcher absent = ABSENT.matcher(condition);
        return absent.matches()
                ? "$" + absent.group(1) + " is there, but must not be"
                : condition.replace('@', '$') + " does not hold";
    }

    private void unknown() {
        line("", "");
        line("", "new       explain --source-template NAME drafts a source for such payloads");
    }

    private void event(int at) {
        Map<String, Object> event = explanation.events().get(at);
        line("", "");
        line("", explanation.events().size() == 1 ? "event" : "event " + (at + 1));
        block("  ", event);
        explanation.deliveries().stream()
                .filter(delivery -> delivery.event() == at)
                .forEach(this::delivery);
    }

    private void delivery(Delivery delivery) {
        String alert = delivery.alert().isEmpty() ? "" : ", alert " + delivery.alert();
        String verdict = delivery.matched() ? "told" : "not told";
        line("", "");
        line("", "provider  " + delivery.provider() + alert + ": " + verdict + ", " + delivery.why());
        delivery.requests().forEach(this::request);
    }

    private void request(Request request) {
        line("  ", request.method() + " " + request.url());
        request.headers().forEach((name, value) -> line("  ", name + ": " + value));
        block("  ", request.body());
    }

    private void block(String indent, Object value) {
        try {
            String shown = value instanceof String string ? string : JSON.writeValueAsString(value);
            shown.lines().forEach(line -> line(indent, line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps and lists are always JSON", e);
        }
    }

    private void line(String indent, String line) {
        text.append(indent).append(Visible.text(line)).append('\n');
    }
}
