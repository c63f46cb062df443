package dev.caravan.configuration;

/** How log lines look: for people, or one JSON object each. */
public enum LogFormat {
    TEXT,
    JSON
}
