package dev.caravan.alert;

/** Which events an alert wants: {@code INFO} all of them, {@code ERROR} errors only. */
public enum Severity {
    INFO,
    ERROR
}
