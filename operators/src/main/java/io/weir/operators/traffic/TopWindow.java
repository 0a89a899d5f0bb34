package io.weir.operators.traffic;

/**
 * One window of a Top-N.
 *
 * @param dimension the {@link Dimension#code}
 * @param windowSeconds its size
 * @param windowEnd Unix milliseconds, exclusive
 */
public record TopWindow(int dimension, int windowSeconds, long windowEnd) {}
