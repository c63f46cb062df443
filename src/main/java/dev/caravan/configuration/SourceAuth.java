package dev.caravan.configuration;

/** How the posts of a source prove where they come from. */
public enum SourceAuth {
    NONE,
    TOKEN
}
