package io.weir.job.generate;

import static io.weir.job.generate.SimulatedFlow.ACK;
import static io.weir.job.generate.SimulatedFlow.FIN;
import static io.weir.job.generate.SimulatedFlow.PSH;
import static io.weir.job.generate.SimulatedFlow.SYN;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Sessions that last longer than the active timeout of the exporters, which export them part by
 * part: after the active timeout, after the inactive timeout where nothing is said for a while, and
 * at the end. The parts of a session have the same addresses and ports, do not overlap, and add up
 * to the session. Of a TCP session the first part has the SYN and the last one the FIN.
 *
 * <p>At most {@link #MOST} go on at a time; those that are over make room, without garbage.
 */
final class Conversations {

    static final int MOST = 1 << 16;

    private static final int SECOND = 1_000;
    private static final int ONE_IN_SO_MANY_PAUSES = 8;
    private static final int LONGEST_PAUSE = 30 * SECOND;
    private static final int OCTETS_PER_ANSWER = 1_000;
    private static final int OCTETS_PER_REQUEST = 120;

    /** Durations as multiples of the active timeout. */
    private static final HeavyTail LENGTHS = HeavyTail.sizes(11, 2_400, 1.1);

    private static final double TENTHS = 10;

    /** Packets per second of the side that asks. */
    private static final HeavyTail RATES = HeavyTail.sizes(1, 300, 1.2);

    private final PriorityQueue<Conversation> running =
            new PriorityQueue<>(Comparator.comparingLong((Conversation c) -> c.dueMillis));
    private final Deque<Conversation> over = new ArrayDeque<>();
    private final long activeMillis;
    private final long inactiveMillis;
    private final SplittableRandom random;
    private final SimulatedFlow flow = new SimulatedFlow();

    Conversations(ExporterOptions exporters, SplittableRandom random) {
        this.activeMillis = exporters.activeTimeout().toMillis();
        this.inactiveMillis = exporters.inactiveTimeout().toMillis();
        this.random = random;
    }

    boolean hasRoom() {
        return running.size() < MOST;
    }

    /** Begins a session; its first part is exported later. */
    void begin(Application application, int site, Host client, Host server, long nowMillis) {
        Conversation conversation = over.isEmpty() ? new Conversation() : over.pop();
        conversation.application = application;
        conversation.site = site;
        conversation.client = client;
        conversation.server = server;
        conversation.clientPort = EphemeralPorts.next(random);
        conversation.isNew = true;
        long millis = (long) (activeMillis * (LENGTHS.sample(random) / TENTHS));
        conversation.endMillis = nowMillis + millis;
        long packets = 2 + millis * RATES.sample(random) / SECOND;
        conversation.request.set(packets, packets * OCTETS_PER_REQUEST);
        conversation.response.set(2 * packets, 2 * packets * OCTETS_PER_ANSWER);
        planPart(conversation, nowMillis);
        running.add(conversation);
    }

    /** Whether a part is to be exported now. */
    boolean isDue(long nowMillis) {
        Conversation next = running.peek();
        return next != null && next.dueMillis < nowMillis;
    }

    /** Exports the part that is due, in both directions. */
    void exportNext(FlowConsumer flows) throws IOException {
        Conversation next = running.poll();
        boolean last = next.isLastPart();
        take(next);
        int flags = flags(next, last);
        int port = next.application.port();

        flow.between(next.site, next.client, next.server);
        export(next, next.request, next.clientPort, port, flags, flows);
        flow.between(next.site, next.server, next.client);
        export(next, next.response, port, next.clientPort, flags, flows);

        if (last) {
            over.push(next);
        } else {
            next.isNew = false;
            planPart(next, next.resumeMillis);
            running.add(next);
        }
    }

    private static void take(Conversation of) {
        if (of.isLastPart()) {
            of.request.takeAll();
            of.response.takeAll();
        } else {
            double share =
                    (double) (of.partEndMillis - of.partStartMillis)
                            / (of.endMillis - of.partStartMillis);
            of.request.take(share);
            of.response.take(share);
        }
    }

    private void export(
            Conversation of,
            Conversation.Remaining direction,
            int sourcePort,
            int destinationPort,
            int flags,
            FlowConsumer flows)
            throws IOException {
        if (of.application.protocol() == SimulatedFlow.TCP) {
            flow.tcp(sourcePort, destinationPort, flags);
        } else {
            flow.udp(sourcePort, destinationPort);
        }
        flow.tos(of.application.tos())
                .counted(direction.takenPackets(), direction.takenOctets())
                .during(of.partStartMillis, of.partEndMillis)
                .ended(of.reason);
        flows.accept(flow);
    }

    private static int flags(Conversation of, boolean last) {
        return ACK | PSH | (of.isNew ? SYN : 0) | (last ? FIN : 0);
    }

    private void planPart(Conversation of, long startMillis) {
        of.partStartMillis = startMillis;
        boolean scarce = of.request.packets() < 3;
        if (scarce || of.endMillis - startMillis <= activeMillis) {
            planLastPart(of);
        } else if (random.nextInt(ONE_IN_SO_MANY_PAUSES) == 0) {
            of.partEndMillis = startMillis + 1 + random.nextLong(activeMillis);
            of.dueMillis = of.partEndMillis + inactiveMillis;
            of.reason = SimulatedFlow.IDLE_TIMEOUT;
            of.resumeMillis = of.dueMillis + random.nextInt(LONGEST_PAUSE);
            of.endMillis = Math.max(of.endMillis, of.resumeMillis + SECOND);
        } else {
            of.partEndMillis = startMillis + activeMillis;
            of.dueMillis = of.partEndMillis;
            of.reason = SimulatedFlow.ACTIVE_TIMEOUT;
            of.resumeMillis = of.partEndMillis + 1;
        }
    }

    /** The end of TCP is seen; that of UDP is that nothing comes any more. */
    private void planLastPart(Conversation of) {
        of.endMillis = Math.min(of.endMillis, of.partStartMillis + activeMillis);
        of.partEndMillis = of.endMillis;
        boolean tcp = of.application.protocol() == SimulatedFlow.TCP;
        of.dueMillis = of.partEndMillis + (tcp ? 1 : inactiveMillis);
        of.reason = tcp ? SimulatedFlow.END_DETECTED : SimulatedFlow.IDLE_TIMEOUT;
    }
}
