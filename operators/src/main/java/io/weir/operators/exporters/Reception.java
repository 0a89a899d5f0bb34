package io.weir.operators.exporters;

import io.weir.codec.flow.ExportProtocol;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the datagrams of a session were received.
 *
 * @param run as {@link ExporterPart#run}
 * @param lastMillis receive time of the last datagram
 * @param domains the last sequence number of each, at most {@value ExporterActivity#MAX_DOMAINS}
 */
record Reception(long run, long lastMillis, List<Sequence> domains) {

    /** The last sequence number of an observation domain. */
    record Sequence(ExportProtocol protocol, long domain, long last) {

        boolean isOf(DomainActivity activity) {
            return protocol == activity.protocol() && domain == activity.domain();
        }
    }

    Reception {
        domains = List.copyOf(domains);
    }

    static Reception of(ExporterPart part) {
        return new Reception(ExporterPart.EARLIER_RUN, Long.MIN_VALUE, List.of()).then(part);
    }

    /** Whether another run than the one that was heard received the part. */
    boolean isInterruptedBy(ExporterPart part) {
        return part.run() != ExporterPart.EARLIER_RUN && part.run() != run;
    }

    /** What was missed between this and the part. */
    ReceptionGap gapTo(ExporterPart part) {
        List<ReceptionGap.Domain> gaps = new ArrayList<>();
        for (DomainActivity after : part.activity().domains()) {
            for (Sequence before : domains) {
                if (before.isOf(after)) {
                    gaps.add(ReceptionGap.Domain.between(before.last(), after));
                }
            }
        }
        long to = Math.max(lastMillis, part.activity().firstSeenMillis());
        return new ReceptionGap(part.session(), lastMillis, to, gaps);
    }

    /** What is received with the part. */
    Reception then(ExporterPart part) {
        List<Sequence> all = new ArrayList<>(domains);
        for (DomainActivity activity : part.activity().domains()) {
            all.removeIf(sequence -> sequence.isOf(activity));
            if (all.size() == ExporterActivity.MAX_DOMAINS) {
                all.remove(0);
            }
            all.add(new Sequence(activity.protocol(), activity.domain(), activity.lastSequence()));
        }
        return new Reception(
                part.run() == ExporterPart.EARLIER_RUN ? run : part.run(),
                Math.max(lastMillis, part.activity().lastSeenMillis()),
                all);
    }
}
