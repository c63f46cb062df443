package dev.caravan.cli;

/** How a command prints what it was told. */
enum Output {
    TEXT,
    JSON
}
