package io.weir.job.config;

/**
 * A value as it was given.
 *
 * @param key the name of the key, known or not
 * @param text the value; the values of a list are separated by commas; empty if none was given
 * @param origin where it was given, in words
 */
record Setting(String key, String text, String origin) {}
