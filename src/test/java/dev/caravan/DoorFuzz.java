package dev.caravan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.caravan.door.Requests;
import io.vertx.core.MultiMap;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/**
 * Whatever is posted is answered, and not with a failure: 5xx is none but 503. The real gateway, its route from the door to the
 * journal, without the socket.
 *
 * <p>An input is the path, the header fields and, after an empty line, the body.
 */
public final class DoorFuzz {
    private static final int UNAVAILABLE = 503;

    private static @Nullable RunningGateway gateway;

    private DoorFuzz() {}

    /** Starts all that the first input would be blamed for otherwise. */
    public static void fuzzerInitialize() throws Exception {
        fuzzerTestOneInput(new byte[0]);
    }

    /** The name that Jazzer calls, once per input. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        CamelContext context = gateway().context();
        Exchange exchange = exchange(context, input);
        context.getRoute("receive").getProcessor().process(exchange);
        if (exchange.getException() != null) {
            throw new AssertionError("no answer", exchange.getException());
        }
        Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (status == null || (status >= 500 && status != UNAVAILABLE)) {
            throw new AssertionError(
                    "answered " + status + " " + exchange.getMessage().getBody(String.class));
        }
    }

    /** Its one provider is suspended: nothing is to be told. */
    private static synchronized RunningGateway gateway() throws Exception {
        if (gateway == null) {
            gateway = RunningGateway.start(
                    Files.createTempDirectory("caravan-fuzz"),
                    Map.of(
                            "journal.min-free-disk", "1MiB",
                            "provider.none.type", "console",
                            "provider.none.suspend", "true"));
        }
        return gateway;
    }

    private static Exchange exchange(CamelContext context, byte[] input) {
        String text = new String(input, ISO_8859_1);
        int end = text.indexOf("\n\n");
        String[] head = (end < 0 ? "" : text.substring(0, end)).split("\n", -1);
        byte[] body = end < 0 ? input : Arrays.copyOfRange(input, end + 2, input.length);
        String path = head[0].startsWith("/webhook/") ? head[0] : "/webhook";
        Exchange exchange = new DefaultExchange(context, ExchangePattern.InOut);
        exchange.getMessage().setBody(Requests.of(path, fields(head), body));
        return exchange;
    }

    private static MultiMap fields(String[] head) {
        MultiMap fields = MultiMap.caseInsensitiveMultiMap();
        for (int at = 1; at < head.length; at++) {
            int colon = head[at].indexOf(':');
            if (colon > 0) {
                fields.add(
                        head[at].substring(0, colon),
                        head[at].substring(colon + 1).strip());
            }
        }
        return fields.contains("content-type") ? fields : fields.add("content-type", "application/json");
    }
}
