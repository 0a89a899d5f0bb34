package io.weir.operators.detect;

import static io.weir.operators.Flows.address;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.ids.FlowId;
import java.util.List;
import java.util.stream.IntStream;

/** Evidence for tests. */
final class Suspicions {

    static final IpAddress HOST = address("10.0.0.66");
    static final IpAddress EXPORTER = address("192.0.2.1");

    private Suspicions() {}

    /** A flow for each observation. */
    static Evidence evidence(EvidenceKind kind, long millis, List<Observation> observations) {
        return evidence(kind, millis, observations, observations.size(), 0);
    }

    static Evidence evidence(
            EvidenceKind kind,
            long millis,
            List<Observation> observations,
            long packets,
            long answered) {
        return new Evidence(
                new Suspect(kind, HOST),
                Math.floorDiv(millis, 1_000L),
                observations.size(),
                packets,
                packets,
                /* received= */ 0,
                answered,
                millis,
                millis,
                observations,
                List.of(EXPORTER),
                List.of(),
                null);
    }

    /** The same against another. */
    static Evidence against(Suspect suspect, Evidence evidence) {
        return new Evidence(
                suspect,
                evidence.second(),
                evidence.flows(),
                evidence.packets(),
                evidence.bytes(),
                evidence.received(),
                evidence.answered(),
                evidence.firstReceivedMillis(),
                evidence.lastReceivedMillis(),
                evidence.observations(),
                evidence.exporters(),
                evidence.flowIds(),
                evidence.more());
    }

    /** The same with octets received and the id of a flow. */
    static Evidence with(Evidence evidence, long received, FlowId id) {
        return new Evidence(
                evidence.suspect(),
                evidence.second(),
                evidence.flows(),
                evidence.packets(),
                evidence.bytes(),
                received,
                evidence.answered(),
                evidence.firstReceivedMillis(),
                evidence.lastReceivedMillis(),
                evidence.observations(),
                evidence.exporters(),
                List.of(id),
                evidence.more());
    }

    /** The same number on hosts 10.0.1.0 and on. */
    static List<Observation> onHosts(int first, int last, int number) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(host -> observation(0x0a00_0100L + host, number))
                .toList();
    }

    /** Numbers of host 10.0.1.1. */
    static List<Observation> onNumbers(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> observation(0x0a00_0101L, number))
                .toList();
    }

    static Observation observation(long ipv4, int number) {
        IpAddress peer = IpAddress.ofIpv4(ipv4);
        return new Observation(peer.high(), peer.low(), number);
    }

    static Observation observation(String peer, int number) {
        return new Observation(address(peer).high(), address(peer).low(), number);
    }
}
