package dev.caravan.journal;

/** What an endpoint of the journal is about. */
enum Topic {
    EVENTS,
    DEAD;

    static Topic named(String name) {
        return switch (name) {
            case "events" -> EVENTS;
            case "dead" -> DEAD;
            default -> throw new IllegalArgumentException("journal:" + name + ": write journal:events or journal:dead");
        };
    }
}
