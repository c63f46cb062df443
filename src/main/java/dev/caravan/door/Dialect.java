package dev.caravan.door;

import java.util.Set;

/**
 * What those who send to one source call their JSON besides JSON.
 *
 * @param mediaTypes in lower case
 * @param fields header fields that no browser sends unasked, and one of which they do send
 */
public record Dialect(Set<String> mediaTypes, Set<String> fields) {}
