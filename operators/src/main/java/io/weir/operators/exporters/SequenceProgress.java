package io.weir.operators.exporters;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.sequence.SequenceStatus;
import io.weir.codec.sequence.SequenceUnit;
import io.weir.codec.session.ExporterSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the sequence numbers of a session have told since it was last asked. What was told before
 * the session came into memory was told by whoever had it then.
 */
final class SequenceProgress {

    private record Domain(ExportProtocol protocol, long domain) {}

    private final ExporterSession session;

    /** As it was told last; null before the session was heard. */
    private Map<Domain, SequenceStatus> before;

    SequenceProgress(ExporterSession session) {
        this.session = session;
    }

    /** To be called before each datagram. */
    void begin() {
        if (before == null) {
            before = now();
        }
    }

    /** Adds to what came of domains what their sequence numbers say of it. */
    List<DomainActivity> addTo(List<DomainActivity> domains) {
        if (before == null) {
            return domains;
        }
        Map<Domain, SequenceStatus> now = now();
        List<DomainActivity> told =
                domains.stream()
                        .map(activity -> with(activity, now.get(domainOf(activity))))
                        .toList();
        before = now;
        return told;
    }

    private DomainActivity with(DomainActivity activity, SequenceStatus status) {
        if (status == null
                || status.unit() == SequenceUnit.UNKNOWN
                || status.unit() == SequenceUnit.NONE) {
            return activity;
        }
        SequenceStatus last = before.get(domainOf(activity));
        boolean same = last != null && last.sinceMillis() == status.sinceMillis();
        long received = status.received() - (same ? last.received() : 0);
        long missing = status.missing() - (same ? last.missing() : 0);
        // What comes late may have been missed in the minute before.
        return activity.followed(status.unit(), received, Math.max(0, missing));
    }

    private Map<Domain, SequenceStatus> now() {
        Map<Domain, SequenceStatus> statuses = new HashMap<>();
        for (SequenceStatus status : session.sequences()) {
            statuses.put(new Domain(status.protocol(), status.domain()), status);
        }
        return statuses;
    }

    private static Domain domainOf(DomainActivity activity) {
        return new Domain(activity.protocol(), activity.domain());
    }
}
