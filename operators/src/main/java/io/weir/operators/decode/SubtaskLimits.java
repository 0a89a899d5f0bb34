package io.weir.operators.decode;

import java.io.Serializable;

/**
 * How much the exporters of one subtask may have together, whatever each of them may have.
 *
 * @param exporters the most exporters and connections; datagrams of further ones are refused
 * @param templates the most templates
 * @param waitingBytes the most octets of data sets that wait for their template
 */
public record SubtaskLimits(int exporters, int templates, long waitingBytes)
        implements Serializable {

    public static final SubtaskLimits DEFAULTS = new SubtaskLimits(100_000, 1_000_000, 64L << 20);
}
