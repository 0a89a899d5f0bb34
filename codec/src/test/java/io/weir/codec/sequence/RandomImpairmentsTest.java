package io.weir.codec.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.flow.ExportProtocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever happens to the messages of an exporter, its accounts name exactly that. */
class RandomImpairmentsTest {

    /** An exporter of a protocol that numbers in a unit. */
    record Numbering(ExportProtocol protocol, SequenceUnit unit) {}

    /** Counted as in {@link SequenceStatus}. */
    private record Accounts(
            SequenceUnit unit,
            long received,
            long missing,
            long reordered,
            long duplicated,
            long restarts,
            long wraps) {}

    /** A message on its way, and when it arrives: a place among the others. */
    private record Arrival(NumberedMessage message, double place, int sent) {}

    private static final int CLEAN_AT_START = 40;
    private static final int CLEAN_AROUND_RESTARTS = 8;
    private static final int FARTHEST_DELAY = 5;
    private static final long FAR = 1L << 24;

    // What is injected, and what should be found.
    private long received;
    private long lost;
    private int duplicated;
    private int restarts;
    private int sent;

    @Provide
    Arbitrary<Numbering> numberings() {
        return Arbitraries.of(
                new Numbering(ExportProtocol.NETFLOW_V5, SequenceUnit.FLOWS),
                new Numbering(ExportProtocol.NETFLOW_V7, SequenceUnit.FLOWS),
                new Numbering(ExportProtocol.NETFLOW_V9, SequenceUnit.DATAGRAMS),
                new Numbering(ExportProtocol.NETFLOW_V9, SequenceUnit.RECORDS),
                new Numbering(ExportProtocol.NETFLOW_V9, SequenceUnit.FLOWS),
                new Numbering(ExportProtocol.IPFIX, SequenceUnit.RECORDS),
                new Numbering(ExportProtocol.IPFIX, SequenceUnit.RECORDS_AFTER),
                new Numbering(ExportProtocol.IPFIX, SequenceUnit.FLOWS),
                new Numbering(ExportProtocol.IPFIX, SequenceUnit.FLOWS_AFTER),
                new Numbering(ExportProtocol.IPFIX, SequenceUnit.DATAGRAMS),
                new Numbering(ExportProtocol.SFLOW_V5, SequenceUnit.DATAGRAMS));
    }

    @Property(tries = 3_000)
    void accountsNameWhatWasInjected(
            @ForAll("numberings") Numbering numbering,
            @ForAll long seed,
            @ForAll @IntRange(min = 50, max = 300) int messages,
            @ForAll @IntRange(max = 30) int lossPercent,
            @ForAll @IntRange(max = 20) int duplicatePercent,
            @ForAll @IntRange(max = 20) int delayPercent,
            @ForAll @IntRange(max = 2) int reboots) {
        // Without an uptime, a second restart soon after the first looks like what came twice.
        int restarts = Math.min(reboots, numbering.protocol() == ExportProtocol.IPFIX ? 1 : 2);
        Random random = new Random(seed);
        boolean wraps = restarts == 0 && random.nextBoolean();
        // Far from where a restart begins, so that this is no reordering.
        long first = wraps ? (1L << 32) - 400 : FAR + random.nextInt(1 << 24);
        NumberingExporter exporter =
                new NumberingExporter(numbering.protocol(), numbering.unit(), first);
        List<Arrival> arrivals = new ArrayList<>();
        reset();
        long number = first;
        for (int run = 0; run <= restarts; run++) {
            if (run > 0) {
                exporter.reboot();
                number = 0;
                this.restarts++;
            }
            for (int i = 0; i < messages; i++) {
                boolean clean =
                        i < (run == 0 ? CLEAN_AT_START : CLEAN_AROUND_RESTARTS)
                                || i >= messages - CLEAN_AROUND_RESTARTS;
                int options = i < 2 || random.nextInt(4) == 0 ? random.nextInt(1, 4) : 0;
                NumberedMessage message = exporter.next(random.nextInt(1, 31), options);
                int units = numbering.unit().count(message.flows(), message.options());
                number += units;
                double fate = clean ? 100 : random.nextDouble() * 100;
                send(
                        message,
                        units,
                        arrivals,
                        fate,
                        random,
                        lossPercent,
                        duplicatePercent,
                        delayPercent);
            }
        }
        arrivals.sort(Comparator.comparingDouble(Arrival::place));

        Tracked tracked = new Tracked(numbering.protocol());
        for (Arrival arrival : arrivals) {
            tracked.receive(arrival.message());
            if (random.nextInt(20) == 0) {
                tracked.restore();
            }
        }

        Accounts expected =
                new Accounts(
                        numbering.unit(),
                        received,
                        lost,
                        overtaken(arrivals),
                        duplicated,
                        this.restarts,
                        number >>> 32);
        assertThat(accounts(tracked.status())).isEqualTo(expected);
        assertCountersAgree(tracked, tracked.status());
    }

    private void reset() {
        received = 0;
        lost = 0;
        duplicated = 0;
        restarts = 0;
        sent = 0;
    }

    private void send(
            NumberedMessage message,
            int units,
            List<Arrival> arrivals,
            double fate,
            Random random,
            int lossPercent,
            int duplicatePercent,
            int delayPercent) {
        sent++;
        if (fate < lossPercent) {
            lost += units;
            return;
        }
        received += units;
        if (fate < lossPercent + duplicatePercent) {
            duplicated++;
            arrivals.add(new Arrival(message, sent, sent));
            arrivals.add(new Arrival(message, sent + random.nextInt(FARTHEST_DELAY) + 0.6, -1));
        } else if (fate < lossPercent + duplicatePercent + delayPercent) {
            int delay = random.nextInt(1, FARTHEST_DELAY + 1);
            arrivals.add(new Arrival(message, sent + delay + 0.5, sent));
        } else {
            arrivals.add(new Arrival(message, sent, sent));
        }
    }

    /** Messages that come after one that was sent later; duplicates do not matter. */
    private static long overtaken(List<Arrival> arrivals) {
        int latest = 0;
        long overtaken = 0;
        for (Arrival arrival : arrivals) {
            if (arrival.sent() >= 0) {
                overtaken += arrival.sent() < latest ? 1 : 0;
                latest = Math.max(latest, arrival.sent());
            }
        }
        return overtaken;
    }

    private static Accounts accounts(SequenceStatus status) {
        return new Accounts(
                status.unit(),
                status.received(),
                status.missing(),
                status.reordered(),
                status.duplicated(),
                status.restarts(),
                status.wraps());
    }

    private static void assertCountersAgree(Tracked tracked, SequenceStatus status) {
        boolean records = status.unit().countsRecords();
        assertThat(
                        tracked.count(
                                records
                                        ? SequenceEvent.RECORDS_LOST
                                        : SequenceEvent.DATAGRAMS_LOST))
                .isEqualTo(status.lost());
        assertThat(
                        tracked.count(
                                records
                                        ? SequenceEvent.RECORDS_RECOVERED
                                        : SequenceEvent.DATAGRAMS_RECOVERED))
                .isEqualTo(status.recovered());
        assertThat(tracked.count(SequenceEvent.REORDERED)).isEqualTo(status.reordered());
        assertThat(tracked.count(SequenceEvent.DUPLICATED)).isEqualTo(status.duplicated());
        assertThat(tracked.count(SequenceEvent.RESTARTED)).isEqualTo(status.restarts());
        assertThat(tracked.count(SequenceEvent.WRAPPED)).isEqualTo(status.wraps());
    }
}
