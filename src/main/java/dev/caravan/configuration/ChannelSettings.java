package dev.caravan.configuration;

/** The endpoints behind the routes' words publish, subscribe and dead; placeholders are left for the routes. */
public record ChannelSettings(String publish, String subscribe, String dead) {}
