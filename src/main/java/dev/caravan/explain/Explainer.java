package dev.caravan.explain;

import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.Unrecognised;
import dev.caravan.door.Content;
import dev.caravan.door.Problem;
import dev.caravan.door.ProblemException;
import dev.caravan.door.RequestHeaders;
import dev.caravan.explain.Explanation.Delivery;
import dev.caravan.provider.ProviderSettings;
import dev.caravan.provider.Unsuited;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells what would become of a payload, and sends and records nothing.
 *
 * <p>It holds a Camel context of its own with the same routes, where whatever would leave the process is recorded instead. One
 * may be shared by threads; they take turns.
 */
public final class Explainer implements AutoCloseable {
    private final Configuration configuration;
    private final DryContext dry;
    private final Recognition recognition;
    private final Rehearsal rehearsal;
    private final Mask mask;

    private Explainer(Configuration configuration, DryContext dry, Clock clock) {
        this.configuration = configuration;
        this.dry = dry;
        this.recognition = new Recognition(dry, clock, configuration.door().maxBody());
        this.rehearsal = new Rehearsal(dry, new Unsuited(configuration.providers()), clock);
        this.mask = Mask.of(configuration);
    }

    /**
     * Builds the dry run.
     *
     * @param routes the folder of the routes, absolute
     * @throws Exception when a route cannot be started
     */
    public static Explainer open(Configuration configuration, Path routes) throws Exception {
        return new Explainer(configuration, DryContext.start(routes, configuration), Clock.systemUTC());
    }

    /**
     * Explains a payload as bytes, as the door would get it.
     *
     * @throws ProblemException as {@link #explain(String, Map, String)} does, and when it is not UTF-8
     */
    public Explanation explain(byte[] payload, Map<String, String> headers, @Nullable String source) {
        return explain(Content.text(payload), headers, source);
    }

    /**
     * Explains a payload.
     *
     * @param headers the sender's header fields, by name
     * @param source the source that the path would name, or null to have it found
     * @throws ProblemException with the answer of the door when that would refuse the payload, and a 404 for an unknown source
     */
    public synchronized Explanation explain(String payload, Map<String, String> headers, @Nullable String source) {
        if (source != null && !configuration.door().sources().containsKey(source)) {
            throw new ProblemException(
                    Problem.of(404, "unknown-source", "Unknown source", "There is no source of that name."));
        }
        Recognised recognised = recognition.of(payload, RequestHeaders.of(headers.entrySet()), source);
        return new Explanation(
                recognised.source(),
                status(recognised.status()),
                mask.text(recognised.why()),
                recognised.events().stream().map(mask::map).toList(),
                deliveries(recognised.events()),
                recognised.detection(),
                recognised.status().equals("parked") ? recognised.nearest() : null);
    }

    private String status(String status) {
        boolean refused = status.equals("parked") && configuration.door().unrecognised() == Unrecognised.REJECT;
        return refused ? "rejected" : status;
    }

    private List<Delivery> deliveries(List<Map<String, Object>> events) {
        List<Delivery> deliveries = new ArrayList<>();
        for (int at = 0; at < events.size(); at++) {
            for (ProviderSettings provider : configuration.providers()) {
                int event = at;
                rehearsal.tell(provider, configuration.alerts(), events.get(at)).stream()
                        .map(telling -> telling.delivery(event, mask))
                        .forEach(deliveries::add);
            }
        }
        return deliveries;
    }

    /** Secrets included, for the test that compares with what really arrives. */
    synchronized List<Sent> requests(Map<String, Object> event) {
        return configuration.providers().stream()
                .flatMap(provider -> rehearsal.tell(provider, configuration.alerts(), event).stream())
                .flatMap(telling -> telling.rendered().sent().stream())
                .toList();
    }

    @Override
    public void close() {
        dry.close();
    }
}
