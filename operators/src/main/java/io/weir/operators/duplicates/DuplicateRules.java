package io.weir.operators.duplicates;

import io.weir.codec.IpAddress;
import io.weir.operators.decode.ExporterIdentity;
import java.io.Serializable;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * What decides which report of a flow counts.
 *
 * @param memory how long the observation point that counts may be silent until another one takes
 *     over; longer than exporters wait between reports of a long flow
 * @param prefer addresses of exporters that count rather than all others, the best first
 * @param flows ways of flows that are remembered, in the whole job
 * @param identity whether exporters of one address are told apart by their ports
 */
public record DuplicateRules(
        Duration memory, List<InetAddress> prefer, int flows, ExporterIdentity identity)
        implements Serializable {

    private static final int FEWEST_FLOWS_PER_BUCKET = 16;

    public DuplicateRules {
        prefer = List.copyOf(prefer);
    }

    int flowsPerBucket() {
        return Math.max(FEWEST_FLOWS_PER_BUCKET, flows / Buckets.COUNT);
    }

    /** The addresses of {@link #prefer}. */
    List<IpAddress> preferred() {
        return prefer.stream().map(address -> IpAddress.ofBytes(address.getAddress())).toList();
    }
}
