package dev.caravan.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What a provider answered.
 *
 * @param status the HTTP status
 * @param retryAfter the header of that name, as the provider wrote it
 * @param body the answer's text, cut to {@link #KEPT} characters
 */
record Answer(int status, @Nullable String retryAfter, String body) {
    static final int KEPT = 4096;

    Answer {
        body = body.length() > KEPT ? body.substring(0, KEPT) : body;
    }
}
