package io.weir.codec.sflow;

import io.weir.codec.IpAddress;
import java.util.List;

/**
 * The counters of one source at one time.
 *
 * @param agent the address that the agent calls itself by, or null if it does not know it
 * @param subAgent tells sources of one agent apart that number their samples on their own
 * @param uptimeMillis of the agent when it sent the sample, 32 bits
 * @param sequence of the counter samples of this source
 * @param sourceType 0 interface (by SNMP index), 1 VLAN, 2 physical entity
 * @param sourceIndex of its type
 */
public record CounterSample(
        IpAddress agent,
        long subAgent,
        long uptimeMillis,
        long sequence,
        long sourceType,
        long sourceIndex,
        List<CounterRecord> records) {

    public CounterSample {
        records = List.copyOf(records);
    }
}
