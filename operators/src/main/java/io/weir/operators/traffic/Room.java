package io.weir.operators.traffic;

import javax.annotation.Nullable;

/**
 * The room of a bucket in a window.
 *
 * @param keys for how many there is room
 * @param forgetBy by what the smallest are forgotten to make room for others; null where these are
 *     refused
 */
record Room(int keys, @Nullable Metric forgetBy) {}
