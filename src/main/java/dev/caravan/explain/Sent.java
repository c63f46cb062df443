package dev.caravan.explain;

import java.util.Map;

/**
 * A request that would have left the process, with its secrets.
 *
 * @param body parsed where it is JSON or a form, else text
 */
record Sent(String method, String url, Map<String, String> headers, Object body) {}
