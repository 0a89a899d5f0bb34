package io.weir.operators.duplicates;

import io.weir.codec.IpAddress;
import java.util.List;

/**
 * Decides which report of a flow counts. Each way of a flow has one observation point that does:
 * the first that reports it, until a preferred one does, or until it is silent for longer than the
 * memory. What others report in the meantime is a duplicate.
 *
 * <p>Silence is measured in the time of the flow, from the end of what was reported to the end of
 * the other's report, so that it does not matter how long reports are under way. Of who takes over,
 * the first report counts only if most of its time is not accounted for yet: exporters cut long
 * flows at different times.
 */
final class FlowAccounting {

    private final List<IpAddress> preferred;
    private final long memoryMillis;
    private final int capacity;
    private long takeOvers;
    private long forgotten;

    FlowAccounting(DuplicateRules rules) {
        preferred = rules.preferred();
        memoryMillis = rules.memory().toMillis();
        capacity = rules.flowsPerBucket();
    }

    /**
     * Enters a report of one way of a flow, which then is what the table looked up last.
     *
     * @param start of the flow, not after its end
     * @param end of the flow, not after the receipt
     * @param point the number of who reports it
     * @return whether it is a duplicate
     */
    boolean isDuplicate(
            SeenFlows seen, FlowKey key, long start, long end, long receivedMillis, int point) {
        if (!seen.find(key)) {
            if (seen.size() >= capacity) {
                forgotten += seen.forgetOldest();
                seen.find(key);
            }
            seen.add(key, start, end, receivedMillis, point);
            return false;
        }
        if (receivedMillis - seen.receivedMillis() > memoryMillis) {
            seen.begin(start, end, receivedMillis, point);
            return false;
        }
        seen.received(receivedMillis);
        seen.list(point);
        boolean isDuplicate = seen.point(0) != point && isDuplicateOfOther(seen, start, end, point);
        if (!isDuplicate) {
            account(seen, start, end);
        }
        return isDuplicate;
    }

    private boolean isDuplicateOfOther(SeenFlows seen, long start, long end, int point) {
        boolean isPreferred = isPreferred(seen, point);
        if (end < seen.from() && !isPreferred) {
            return false; // older than all that was reported
        }
        if (end - memoryMillis <= seen.until() && !isPreferred) {
            return true;
        }
        takeOvers++;
        seen.putFirst(point);
        // The middle of its time tells; a sum of two times is the double of it.
        boolean isMostlyKnown = start + end >= 2 * seen.from() && start + end <= 2 * seen.until();
        if (isMostlyKnown) {
            account(seen, start, end);
        }
        return isMostlyKnown;
    }

    /** Whether a point goes before the one that counts now. */
    private boolean isPreferred(SeenFlows seen, int point) {
        return !preferred.isEmpty() && rank(seen, point) < rank(seen, seen.point(0));
    }

    private int rank(SeenFlows seen, int number) {
        ObservationPoint point = seen.points().point(number);
        for (int i = 0; i < preferred.size(); i++) {
            IpAddress exporter = preferred.get(i);
            if (exporter.low() == point.exporterLow() && exporter.high() == point.exporterHigh()) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }

    private void account(SeenFlows seen, long start, long end) {
        boolean isAnew = start - memoryMillis > seen.until();
        seen.setTime(isAnew ? start : Math.min(seen.from(), start), Math.max(seen.until(), end));
    }

    /** How often a point took the place of the one that counted. */
    long takeOvers() {
        return takeOvers;
    }

    /** Ways of flows that were forgotten early, for want of room. */
    long forgotten() {
        return forgotten;
    }
}
