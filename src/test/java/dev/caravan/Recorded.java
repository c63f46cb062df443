package dev.caravan;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a server was asked. */
final class Recorded {
    private Recorded() {}

    /** Oldest first; of two in the same millisecond the one that was recorded first, which WireMock lists last. */
    static Stream<LoggedRequest> requests(WireMockServer server) {
        List<ServeEvent> events = new ArrayList<>(server.getAllServeEvents());
        Collections.reverse(events);
        return events.stream().map(ServeEvent::getRequest).sorted(Comparator.comparing(LoggedRequest::getLoggedDate));
    }
}
