package dev.caravan.draft;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What senders call things, the most telling first, as {@link Member#plain} has it. */
final class Words {
    static final Set<String> OF_JSONATA = Set.of("and", "or", "in", "true", "false", "null");

    static final List<String> KINDS =
            of("eventtype eventname event notificationtype messagetype type action kind trigger");
    static final List<String> SEVERITIES =
            of("severity level status state currentstate newstatus result conclusion outcome priority");
    static final List<String> TIMES = of("timestamp occurredat occurat eventtime time triggeredat sentat publishedat"
            + " updatedat finishedat startedat createdat created updated date datetime ts");
    static final List<String> SENTENCES =
            of("message summary title subject text description details body content reason");
    static final List<String> LINKS =
            of("htmlurl weburl url link permalink href targeturl detailsurl dashboardurl uri");
    static final List<String> DELIVERIES = of("deliveryid eventid notificationid webhookid messageid requestid");
    static final List<String> ACTORS = of("actor sender user triggeredby initiator operator author creator owner"
            + " username login pusher createdby updatedby");
    static final List<String> OBJECTS = of("repository repo project application app service deployment release package"
            + " image artifact build pipeline job workflow run monitor check incident issue alert resource host server"
            + " device cluster site space target subject");
    static final List<String> NAMES =
            of("fullname pathwithnamespace path name slug key displayname login username hostname identifier title");

    /** Of these a value goes along under its own name. */
    static final List<String> METADATA = of("version tag digest branch commit environment cluster region");

    /** What a payload has in a list is what it tells of. */
    static final List<String> LISTS = of("events alerts records items entries notifications incidents messages");

    /** Members that come and go with what happened. */
    static final List<String> FICKLE = of("error errors message description comment note reason failure details old new"
            + " previous changes tags labels annotations link url title text body");

    /** Of the kind of event, as JSONata. */
    static final String FAILED = "$match($is, /fail|error/i)";

    /** Of a severity, as JSONata. */
    static final String ERRORS = """
            ["error", "critical", "fatal", "failed", "failure", "failing", "high", "emergency", "down", "alerting", "firing"]""";

    private Words() {}

    private static List<String> of(String words) {
        return List.of(words.split(" "));
    }

    /** {@code build.failed} as {@code BuildFailed}. */
    static String camel(String text) {
        return Arrays.stream(text.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2").split("[^\\p{Alnum}]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> capital(word.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining());
    }

    static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
