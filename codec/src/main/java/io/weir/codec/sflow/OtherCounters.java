package io.weir.codec.sflow;

/**
 * Counters that have no type of their own; {@link SampleFields} reads what is in them.
 *
 * @param enterprise 0 of sflow.org, else a private enterprise number
 * @param length in bytes
 */
public record OtherCounters(int enterprise, int format, int length) implements CounterRecord {}
