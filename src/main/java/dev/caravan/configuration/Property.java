package dev.caravan.configuration;

/**
 * A property as it was given.
 *
 * @param value raw, or resolved once {@link Settings} has it
 * @param where {@code application.properties:12}, {@code PROVIDER_TEAM_ADDRESS} or {@code -Dprovider.team.address}
 * @param quotable whether the value stands as it is in the file, so that a message may repeat it
 */
record Property(String key, String value, String where, boolean quotable) {
    Property withValue(String resolved) {
        return new Property(key, resolved, where, quotable && resolved.equals(value));
    }
}
