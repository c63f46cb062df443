package dev.caravan.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to find the format of a payload of 4 KB that is parsed already, by the real table. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime) // for its median, which other work on the machine moves least
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 4, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = { // those of the launcher
            "-Xmx256m",
            "-Xmn48m",
            "-XX:+UseSerialGC",
            "-XX:MaxInlineLevel=9",
            "-XX:InlineSmallCode=1000",
            "-XX:FreqInlineSize=150",
            "-XX:CICompilerCount=3"
        })
public class DetectionBenchmark {
    private static final Path ROUTES = Path.of(System.getProperty("caravan.routes", "routes"));
    private static final int SIZE = 4096;

    /** Its place in the table; unknown is tried by every predicate. */
    @Param({"first", "middle", "last", "unknown"})
    public String format;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ObjectMapper json = new ObjectMapper();
    private Processor detect;
    private List<WhenDefinition> rows;
    private Object payload;
    private String expected;

    @Setup
    public void start() throws Exception {
        camel.disableJMX();
        camel.setStreamCaching(false);
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(PluginHelper.getResourceLoader(camel)
                        .resolveResource("file:" + ROUTES.resolve("20-detect.camel.yaml")));
        rows = ProcessorDefinitionHelper.filterTypeInOutputs(
                        camel.getRouteDefinition("detect").getOutputs(), ChoiceDefinition.class)
                .iterator()
                .next()
                .getWhenClauses();
        camel.addRoutes(new Ends());
        camel.start();
        detect = camel.getRoute("detect").getProcessor();
        payload = payload();
        if (!expected.equals(found().getVariable("source"))) {
            throw new IllegalStateException("found " + found().getVariable("source") + " instead of " + expected);
        }
    }

    private Object payload() throws Exception {
        int row = switch (format) {
            case "first" -> 0;
            case "middle" -> rows.size() / 2;
            default -> rows.size() - 1;
        };
        Map<String, Object> members = new LinkedHashMap<>();
        if (format.equals("unknown")) {
            expected = "unrecognised";
            members.putAll(Map.of("product", "acme", "event", "build.failed", "build", Map.of("number", 27)));
        } else {
            expected = source(rows.get(row));
            members.putAll(sample(expected));
        }
        for (int at = 0; json.writeValueAsString(members).length() < SIZE; at++) {
            members.put("member-" + at, Map.of("name", "value " + at, "list", List.of(1, 2, 3)));
        }
        return members;
    }

    private static String source(WhenDefinition row) {
        return ((ToDefinition) row.getOutputs().get(0)).getUri().replaceFirst("^direct:", "");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> sample(String source) throws Exception {
        try (Stream<Path> files = Files.list(ROUTES.resolve("sources").resolve(source).resolve("samples"))) {
            File first = files.filter(file -> !file.toString().endsWith(".event.json"))
                    .sorted()
                    .findFirst()
                    .orElseThrow()
                    .toFile();
            return json.readValue(first, Map.class);
        }
    }

    @TearDown
    public void stop() {
        camel.stop();
    }

    /** The route detect, whose rows end in routes that only say which it was. */
    @Benchmark
    public Exchange found() throws Exception {
        Exchange exchange = new DefaultExchange(camel, ExchangePattern.InOut);
        exchange.getMessage().setBody(payload);
        detect.process(exchange);
        return exchange;
    }

    /** One predicate alone, to hold the others against: the first row's. */
    @Benchmark
    public boolean one() {
        Exchange exchange = new DefaultExchange(camel, ExchangePattern.InOut);
        exchange.getMessage().setBody(payload);
        return rows.get(0).getExpression().matches(exchange);
    }

    private final class Ends extends RouteBuilder {
        @Override
        public void configure() {
            Stream.concat(rows.stream().map(DetectionBenchmark::source), Stream.of("unrecognised"))
                    .forEach(name -> from("direct:" + name).setVariable("source", constant(name)));
        }
    }
}
