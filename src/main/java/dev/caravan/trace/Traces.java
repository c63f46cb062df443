package dev.caravan.trace;

import dev.caravan.delivery.Attempts;
import dev.caravan.delivery.Outcome;
import dev.caravan.delivery.Reason;
import dev.caravan.delivery.Tried;
import dev.caravan.delivery.Verdict;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Draws the trace of each event: its root is the request, its children are the attempts of every provider. Whether it is kept depends
 * on the trace's id alone, so that all parts of a trace agree. What cannot be sent is dropped and never delays an event.
 */
public final class Traces implements Attempts, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final AttributeKey<String> EVENT = AttributeKey.stringKey("caravan.event.id");
    private static final AttributeKey<String> SOURCE = AttributeKey.stringKey("caravan.source");
    private static final AttributeKey<String> STATUS = AttributeKey.stringKey("caravan.status");
    private static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("caravan.provider");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("caravan.outcome");
    private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("caravan.attempt");
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> HTTP_STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    /** What it would say of a collector that is away, {@link JdkSender} says on one line; held, so that it stays off. */
    private static final Logger EXPORTER = Logger.getLogger("io.opentelemetry");

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final Clock clock;

    private Traces(SdkTracerProvider provider, Clock clock) {
        this.provider = provider;
        this.tracer = provider.get("dev.caravan");
        this.clock = clock;
    }

    /** {@code instance} tells replicas apart. */
    public static Traces to(TraceSettings settings, String instance, Clock clock) {
        EXPORTER.setLevel(Level.OFF);
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.endpoint().toString())
                .setTimeout(PATIENCE.multipliedBy(3))
                .setRetryPolicy(null)
                .setCompression("gzip");
        settings.headers().forEach(exporter::addHeader);
        Resource resource = Resource.getDefault()
                .merge(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        "caravan",
                        AttributeKey.stringKey("service.instance.id"),
                        instance)));
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(resource)
                .setIdGenerator(new EventIds())
                .setSampler(Sampler.traceIdRatioBased(settings.share()))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter.build()).build())
                .build();
        return new Traces(provider, clock);
    }

    /** A request that is about to be answered with 202; those that are refused have a line in the log. */
    public void received(Received request) {
        for (String event : request.events()) {
            EventIds.rootOf(event).wrap(() -> root(request, event)).run();
        }
    }

    private void root(Received request, String event) {
        SpanBuilder span = tracer.spanBuilder("POST " + Received.PATH)
                .setSpanKind(SpanKind.SERVER)
                .setStartTimestamp(request.since())
                .setAttribute(EVENT, event)
                .setAttribute(SOURCE, request.source())
                .setAttribute(STATUS, request.status())
                .setAttribute(METHOD, "POST")
                .setAttribute(ROUTE, Received.PATH)
                .setAttribute(HTTP_STATUS, 202L);
        SpanContext caller = request.caller();
        if (caller.isValid()) {
            span.addLink(caller); // anybody may post: a sender does not decide about our traces
        }
        span.startSpan().end(clock.instant());
    }

    @Override
    public void attempted(Tried tried) {
        Verdict verdict = tried.verdict();
        Instant end = clock.instant();
        SpanBuilder building = tracer.spanBuilder("tell " + tried.provider())
                .setParent(Context.root()
                        .with(Span.wrap(EventIds.root(tried.events().get(0)))))
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(end.minus(tried.took()))
                .setAttribute(EVENT, tried.events().get(0))
                .setAttribute(PROVIDER, tried.provider())
                .setAttribute(ATTEMPT, (long) tried.number())
                .setAttribute(OUTCOME, verdict.outcome().word());
        tried.events().stream().skip(1).map(EventIds::root).forEach(building::addLink);
        if (verdict.status() != null) {
            building.setAttribute(HTTP_STATUS, verdict.status().longValue());
        }
        Span span = building.startSpan();
        if (verdict.outcome() != Outcome.DELIVERED) {
            span.setAttribute(ERROR, verdict.reason().word());
            span.setStatus(StatusCode.ERROR, verdict.reason().word());
        }
        span.end(end);
    }

    @Override
    public void delivered(String name, Duration age) {
        // an attempt tells it already
    }

    @Override
    public void buried(String name, Reason reason) {
        // the attempt before tells why
    }

    /** Sends what is left, for a moment. */
    @Override
    public void close() {
        provider.shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
