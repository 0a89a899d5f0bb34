package io.weir.codec.clock;

import io.weir.codec.flow.ExportProtocol;

/**
 * What is known of one clock of an exporter.
 *
 * @param domain as {@link io.weir.codec.flow.FlowBatch#domain}
 * @param skewMillis its time minus ours
 * @param bootMillis when it started, by our clock, Unix milliseconds; 0 where the protocol does not
 *     tell (IPFIX)
 * @param restarts seen so far
 * @param uptimeWraps seen so far
 * @param receivedMillis when it was last heard, Unix milliseconds
 */
public record ClockStatus(
        ExportProtocol protocol,
        long domain,
        long skewMillis,
        long bootMillis,
        long restarts,
        long uptimeWraps,
        long receivedMillis) {}
