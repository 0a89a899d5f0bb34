package io.weir.operators.detect;

import static io.weir.operators.detect.SuspectTable.CHAIN;
import static io.weir.operators.detect.SuspectTable.NUMBER;
import static io.weir.operators.detect.SuspectTable.OBSERVATIONS;
import static io.weir.operators.detect.SuspectTable.PEER_HIGH;
import static io.weir.operators.detect.SuspectTable.PEER_LOW;

import io.weir.operators.tables.DistinctSketches;
import io.weir.operators.tables.KeyHash;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/**
 * What was observed of suspects: of each the first observation in its row, others in a pool, and
 * what is more than {@link Evidence#MAX_OBSERVATIONS}, or finds no room there, in sketches. Who has
 * two is not lone. Not thread-safe.
 */
final class SuspectObservations {

    /** Sketches take up to 4 KiB each. */
    static final int MAX_SKETCHES = 1 << 10;

    private final SuspectTable suspects;

    private ObservationPool pool = new ObservationPool();

    /** For the observations of what waits, when all others are forgotten. */
    private ObservationPool next = new ObservationPool();

    private final DistinctSketches[] sketches = new DistinctSketches[SuspectTable.ROWS];
    private int sketched;

    SuspectObservations(SuspectTable suspects) {
        this.suspects = suspects;
    }

    void add(int row, long peerHigh, long peerLow, long number) {
        long count = count(row);
        if (count == 0) {
            suspects.set(row, PEER_HIGH, peerHigh);
            suspects.set(row, PEER_LOW, peerLow);
            suspects.set(row, NUMBER, number);
            suspects.set(row, CHAIN, ObservationPool.END);
            suspects.set(row, OBSERVATIONS, 1);
            return;
        }
        boolean isFirst =
                suspects.get(row, PEER_LOW) == peerLow
                        && suspects.get(row, NUMBER) == number
                        && suspects.get(row, PEER_HIGH) == peerHigh;
        int chain = chain(row);
        if (isFirst || pool.has(chain, peerHigh, peerLow, number)) {
            return;
        }
        if (count < Evidence.MAX_OBSERVATIONS && !pool.isFull()) {
            suspects.set(row, CHAIN, pool.add(chain, peerHigh, peerLow, number));
            suspects.set(row, OBSERVATIONS, count + 1);
            suspects.setLone(row, false);
        } else {
            sketch(row, peerHigh, peerLow, number);
        }
    }

    private void sketch(int row, long peerHigh, long peerLow, long number) {
        if (sketches[row] == null) {
            if (sketched == MAX_SKETCHES) {
                return;
            }
            sketches[row] = new DistinctSketches();
            sketched++;
        }
        sketches[row].addHost(KeyHash.of(peerHigh, peerLow));
        sketches[row].addPort(number);
    }

    /** Distinct ones of a suspect, those aside that are in sketches. */
    long count(int row) {
        return suspects.get(row, OBSERVATIONS);
    }

    /** As many as {@link #count} says. */
    List<Observation> of(int row) {
        List<Observation> observations = new ArrayList<>((int) count(row));
        if (count(row) > 0) {
            pool.copy(chain(row), observations);
            observations.add(
                    new Observation(
                            suspects.get(row, PEER_HIGH),
                            suspects.get(row, PEER_LOW),
                            (int) suspects.get(row, NUMBER)));
        }
        return observations;
    }

    /** What there was besides; null if nothing. */
    @Nullable
    DistinctSketches more(int row) {
        return sketches[row];
    }

    /** Forgets those of a suspect. */
    void forget(int row) {
        suspects.set(row, OBSERVATIONS, 0);
        if (sketched > 0 && sketches[row] != null) {
            sketches[row] = null;
            sketched--;
        }
    }

    /** Takes those of a suspect to after the next {@link #forgetOthers}. */
    void keep(int row) {
        if (count(row) > 1) {
            suspects.set(row, CHAIN, pool.copy(chain(row), next));
        }
    }

    /** Makes room: only those that were kept since the last time are valid from now on. */
    void forgetOthers() {
        ObservationPool old = pool;
        pool = next;
        next = old;
        next.clear();
    }

    private int chain(int row) {
        return (int) suspects.get(row, CHAIN);
    }
}
