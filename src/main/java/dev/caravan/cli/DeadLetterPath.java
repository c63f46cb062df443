package dev.caravan.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the API has a dead letter. */
final class DeadLetterPath {
    private DeadLetterPath() {}

    static String of(String id) {
        return "/api/dead-letters/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
