package io.weir.codec.sflow;

/**
 * The load of the agent (0:1001).
 *
 * @param load5Seconds in hundredths of a percent
 * @param load1Minute in hundredths of a percent
 * @param load5Minutes in hundredths of a percent
 * @param memoryBytes in all
 */
public record ProcessorCounters(
        long load5Seconds,
        long load1Minute,
        long load5Minutes,
        long memoryBytes,
        long freeMemoryBytes)
        implements CounterRecord {}
