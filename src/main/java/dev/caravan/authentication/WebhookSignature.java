package dev.caravan.authentication;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The three fields of Standard Webhooks, by their own names or by Svix's.
 *
 * @param version of the signatures that are looked at, {@code v1} or {@code v1a}; the others are passed over
 */
record WebhookSignature(String version) implements Claim.Reader {
    @Override
    public @Nullable Claim read(Evidence evidence) {
        String names = evidence.header("webhook-id") != null ? "webhook-" : "svix-";
        String id = evidence.header(names + "id");
        String time = evidence.header(names + "timestamp");
        String signature = evidence.header(names + "signature");
        // a dot would let text pass from the id into the time
        if (id == null || time == null || signature == null || id.isEmpty() || id.indexOf('.') >= 0) {
            return null;
        }
        return new Claim(Digest.SHA256, Encoding.BASE64, signatures(signature), id, time, id + "." + time + ".");
    }

    private List<String> signatures(String list) {
        String prefix = version + ",";
        return Stream.of(list.split(" ", -1))
                .filter(each -> each.startsWith(prefix))
                .map(each -> each.substring(prefix.length()))
                .toList();
    }
}
