package dev.caravan.kafka;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.component.kafka.KafkaEndpointUriFactory;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.URISupport;

/**
 * An endpoint of camel-kafka, of which Caravan takes the options and has a client of its own: what they mean is Camel's to say. Holds secrets.
 *
 * @param connection what every client at these brokers needs
 */
public record Channel(
        String topic,
        String brokers,
        String group,
        Map<String, Object> connection,
        Map<String, Object> producer,
        Map<String, Object> consumer) {
    /** What stands for one that cannot be used. */
    public static final Channel NONE = new Channel("", "", "", Map.of(), Map.of(), Map.of());

    private static final Pattern ADDRESSES = Pattern.compile("[^,:\\s]+:\\d{1,5}(,[^,:\\s]+:\\d{1,5})*");
    private static final Pattern SHARED = Pattern.compile(
            "bootstrap\\.servers|security\\..*|sasl\\..*|ssl\\..*|client\\.dns.*|(connections|reconnect|socket)\\..*");
    /** What Camel's endpoints are for, and a lane does in its own way. */
    private static final Set<String> FIXED = Set.of(
            "requestRequiredAcks",
            "enableIdempotence",
            "autoCommitEnable",
            "allowManualCommit",
            "breakOnFirstError",
            "autoOffsetReset",
            "keySerializer",
            "valueSerializer",
            "keyDeserializer",
            "valueDeserializer",
            "transactionalId",
            "consumersCount",
            "topicIsPattern",
            "seekTo",
            "batching");

    private static final Set<String> HARMLESS = Set.of(
            "requestRequiredAcks=all",
            "requestRequiredAcks=-1",
            "enableIdempotence=true",
            "autoCommitEnable=false",
            "allowManualCommit=true",
            "breakOnFirstError=true",
            "autoOffsetReset=latest");
    private static final Set<String> MISSING_CODECS = Set.of("zstd", "snappy");

    /** Where an option is not given: a door answers within seconds, a crash is noticed within ten, and little is fetched ahead. */
    private static final Map<String, String> OURS = Map.ofEntries(
            Map.entry("deliveryTimeoutMs", "5000"),
            Map.entry("requestTimeoutMs", "3000"),
            Map.entry("maxBlockMs", "4000"),
            Map.entry("maxRequestSize", "8388608"),
            Map.entry("sessionTimeoutMs", "10000"),
            Map.entry("maxPollRecords", "100"),
            Map.entry("fetchMaxBytes", "1048576"),
            Map.entry("maxPartitionFetchBytes", "131072"),
            Map.entry("consumerRequestTimeoutMs", "5000"),
            Map.entry("partitionAssignor", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor"));

    /**
     * Reads an endpoint's URI, whose placeholders are resolved.
     *
     * @throws ChannelException for what is wrong with it; without any of its values
     */
    public static Channel parse(String uri) throws ChannelException {
        Map<String, Object> options = options(uri);
        check(options);
        OURS.forEach(options::putIfAbsent);
        KafkaConfiguration configuration = configuration(uri, options);
        if (!ADDRESSES.matcher(String.valueOf(configuration.getBrokers())).matches()) {
            throw new ChannelException("names no brokers", "set kafka.brokers to their addresses, host:port,host:port");
        }
        Map<String, Object> producer = map(configuration.createProducerProperties(), configuration);
        Map<String, Object> consumer = map(configuration.createConsumerProperties(), configuration);
        Map<String, Object> connection = new HashMap<>(producer);
        connection.keySet().removeIf(key -> !SHARED.matcher(key).matches());
        return new Channel(
                configuration.getTopic(),
                configuration.getBrokers(),
                configuration.getGroupId() == null ? "" : configuration.getGroupId(),
                connection,
                producer,
                consumer);
    }

    private static Map<String, Object> options(String uri) throws ChannelException {
        try {
            return new TreeMap<>(URISupport.parseParameters(new java.net.URI(uri)));
        } catch (java.net.URISyntaxException e) {
            throw new ChannelException(
                    "is not the URI of an endpoint", "write kafka:<topic>?brokers={{kafka.brokers}}");
        }
    }

    private static void check(Map<String, Object> options) throws ChannelException {
        Set<String> unknown = new TreeSet<>(options.keySet());
        unknown.removeAll(new KafkaEndpointUriFactory().propertyNames());
        unknown.removeIf(name -> name.startsWith("additionalProperties."));
        if (!unknown.isEmpty()) {
            throw new ChannelException(
                    "has options that Camel's Kafka endpoint does not know: " + String.join(", ", unknown),
                    "see the options of camel-kafka, or write additionalProperties.<property of Kafka's client>");
        }
        Set<String> fixed = new HashSet<>(options.keySet());
        fixed.retainAll(FIXED);
        fixed.removeIf(name -> HARMLESS.contains(name + "=" + options.get(name)));
        if (!fixed.isEmpty()) {
            throw new ChannelException(
                    "sets " + String.join(", ", new TreeSet<>(fixed))
                            + " otherwise than at-least-once delivery needs it",
                    "leave that out");
        }
        if (MISSING_CODECS.contains(String.valueOf(options.get("compressionCodec")))) {
            throw new ChannelException("asks for a codec that is not shipped", "write compressionCodec=lz4 or gzip");
        }
    }

    @SuppressWarnings("resource") // a context that is never started holds nothing
    private static KafkaConfiguration configuration(String uri, Map<String, Object> options) throws ChannelException {
        DefaultCamelContext context = new DefaultCamelContext(false);
        KafkaComponent component = new KafkaComponent(context);
        String given = uri.split("\\?", 2)[0];
        try {
            context.build(); // converts the values
            component.init();
            String query = URISupport.createQueryString(options);
            return ((KafkaEndpoint) component.createEndpoint(given + "?" + query)).getConfiguration();
        } catch (Exception e) {
            throw new ChannelException(
                    "has an option with a value that Camel's Kafka endpoint does not take",
                    "compare it with the options of camel-kafka");
        }
    }

    private static Map<String, Object> map(Properties properties, KafkaConfiguration configuration) {
        Map<String, Object> map = new HashMap<>(); // Camel puts numbers in, which Properties itself would hide
        properties.forEach((name, value) -> map.put(String.valueOf(name), value));
        map.put("bootstrap.servers", configuration.getBrokers());
        return map;
    }
}
