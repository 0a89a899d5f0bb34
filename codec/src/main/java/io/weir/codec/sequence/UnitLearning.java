package io.weir.codec.sequence;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Learns what the numbers of a domain count, from pairs of messages that came one after the other:
 * the unit under which most of them follow each other without a gap.
 *
 * <p>The first messages are kept until the unit is known, so that what is missing between them can
 * be accounted. Later pairs are looked at as well: the exporter may get other software, or its
 * first messages may have been so alike that several units fit.
 */
final class UnitLearning {

    /** The most messages that are kept. */
    static final int MOST_KEPT = 32;

    /** So many pairs must fit, */
    private static final int ENOUGH = 3;

    /** and so many messages must be there if another unit fits as well. */
    private static final int ENOUGH_IF_TIED = 16;

    /** So many pairs in a row must speak against a unit that has always been right. */
    private static final int MOST_MISSES = 16;

    /** In order of preference, where several fit: what the standard says first. */
    private static final List<SequenceUnit> OF_IPFIX =
            List.of(
                    SequenceUnit.RECORDS,
                    SequenceUnit.FLOWS_AFTER,
                    SequenceUnit.FLOWS,
                    SequenceUnit.RECORDS_AFTER,
                    SequenceUnit.DATAGRAMS);

    private static final List<SequenceUnit> OF_NETFLOW_V9 =
            List.of(
                    SequenceUnit.DATAGRAMS,
                    SequenceUnit.RECORDS,
                    SequenceUnit.FLOWS,
                    SequenceUnit.FLOWS_AFTER,
                    SequenceUnit.RECORDS_AFTER);

    private final SequenceUnit[] units;

    /** By unit, the pairs that fitted, up to {@link #ENOUGH}. */
    private final int[] hits;

    /** By unit, the pairs that did not, less those of the best. */
    private final int[] misses;

    private SequenceUnit unit = SequenceUnit.UNKNOWN;

    private boolean optionsSeen;

    // The message before.
    private boolean followsOne;
    private int lastSequence;
    private int lastFlows;
    private int lastOptions;
    private boolean lastComplete;

    // Messages in order of receipt; empty once the unit is known.
    private int kept;
    private int[] sequences = {};
    private int[] flows = {};
    private int[] options = {};
    private boolean[] complete = {};

    private UnitLearning(List<SequenceUnit> units) {
        this.units = units.toArray(SequenceUnit[]::new);
        this.hits = new int[this.units.length];
        this.misses = new int[this.units.length];
    }

    static UnitLearning ofIpfix() {
        return new UnitLearning(OF_IPFIX);
    }

    static UnitLearning ofNetflowV9() {
        return new UnitLearning(OF_NETFLOW_V9);
    }

    /**
     * Takes a message.
     *
     * @param complete whether all its records were counted
     * @return the unit; {@link SequenceUnit#UNKNOWN} until it is learned
     */
    SequenceUnit observe(int sequence, int flowCount, int optionsCount, boolean complete) {
        boolean fits = !followsOne || weigh(sequence, flowCount, optionsCount, complete);
        followsOne = true;
        optionsSeen |= optionsCount > 0;
        lastSequence = sequence;
        lastFlows = flowCount;
        lastOptions = optionsCount;
        lastComplete = complete;
        int best = best();
        if (unit == SequenceUnit.UNKNOWN) {
            keep(sequence, flowCount, optionsCount, complete);
            if (hits[best] >= ENOUGH && (kept >= ENOUGH_IF_TIED || !isTied(best))) {
                unit = units[best];
            }
        } else if (!fits && units[best] != unit) {
            unit = units[best];
        }
        return unit;
    }

    /**
     * Weighs how the message follows the one before.
     *
     * @return whether it does so in the unit that is believed in
     */
    private boolean weigh(int sequence, int flowCount, int optionsCount, boolean complete) {
        int moved = sequence - lastSequence;
        if (moved == 0) {
            return true; // Tells nothing: it may be a duplicate, or have no records.
        }
        if (!complete || !lastComplete) {
            weighUncounted(moved);
            return true;
        }
        boolean anyFits = false;
        boolean believedFits = false;
        for (SequenceUnit each : units) {
            boolean fits = moved == expectedMove(each, flowCount, optionsCount);
            anyFits |= fits;
            believedFits |= fits && each == unit;
        }
        // Where none fits, something was lost or reordered: that speaks against none of them.
        for (int i = 0; anyFits && i < units.length; i++) {
            weigh(i, moved == expectedMove(units[i], flowCount, optionsCount));
        }
        forgetWhatAllMissed();
        return !anyFits || believedFits;
    }

    /** Where records are not known, the numbers may be those of datagrams, if that is usual. */
    private void weighUncounted(int moved) {
        if (moved == 1 && units[0] == SequenceUnit.DATAGRAMS) {
            for (int i = 0; i < units.length; i++) {
                weigh(i, i == 0);
            }
            forgetWhatAllMissed();
        }
    }

    private void weigh(int index, boolean fits) {
        if (fits) {
            hits[index] = Math.min(hits[index] + 1, ENOUGH);
        } else {
            misses[index]++;
        }
    }

    /** A chance hit of one unit costs the right one nothing in the long run. */
    private void forgetWhatAllMissed() {
        int least = Integer.MAX_VALUE;
        for (int each : misses) {
            least = Math.min(least, each);
        }
        for (int i = 0; i < misses.length; i++) {
            misses[i] = Math.min(misses[i] - least, MOST_MISSES);
        }
    }

    private int expectedMove(SequenceUnit unit, int flowCount, int optionsCount) {
        return unit.includesMessage()
                ? unit.count(flowCount, optionsCount)
                : unit.count(lastFlows, lastOptions);
    }

    /** Of the units that missed least, the one that is believed in, or else the first. */
    private int best() {
        int best = 0;
        for (int i = 1; i < units.length; i++) {
            boolean better = misses[i] < misses[best];
            boolean believed = misses[i] == misses[best] && units[i] == unit;
            if (better || believed) {
                best = i;
            }
        }
        return best;
    }

    /** Whether another unit fits as well, and another than one that counts what was never sent. */
    private boolean isTied(int best) {
        for (int i = 0; i < units.length; i++) {
            boolean sameButForOptions =
                    units[i].includesMessage() == units[best].includesMessage()
                            && units[i].countsRecords() == units[best].countsRecords();
            if (i != best && misses[i] == misses[best] && (optionsSeen || !sameButForOptions)) {
                return true;
            }
        }
        return false;
    }

    private void keep(int sequence, int flowCount, int optionsCount, boolean wasComplete) {
        if (sequences.length == 0) {
            sequences = new int[MOST_KEPT];
            flows = new int[MOST_KEPT];
            options = new int[MOST_KEPT];
            complete = new boolean[MOST_KEPT];
        } else if (kept == MOST_KEPT) {
            dropOldestHalf();
        }
        sequences[kept] = sequence;
        flows[kept] = flowCount;
        options[kept] = optionsCount;
        complete[kept] = wasComplete;
        kept++;
    }

    private void dropOldestHalf() {
        kept = MOST_KEPT / 2;
        System.arraycopy(sequences, kept, sequences, 0, kept);
        System.arraycopy(flows, kept, flows, 0, kept);
        System.arraycopy(options, kept, options, 0, kept);
        System.arraycopy(complete, kept, complete, 0, kept);
    }

    /** The messages that were kept. */
    int kept() {
        return kept;
    }

    int keptSequence(int message) {
        return sequences[message];
    }

    int keptFlows(int message) {
        return flows[message];
    }

    int keptOptions(int message) {
        return options[message];
    }

    boolean keptComplete(int message) {
        return complete[message];
    }

    /** Gives the kept messages up. */
    void release() {
        kept = 0;
        sequences = new int[0];
        flows = new int[0];
        options = new int[0];
        complete = new boolean[0];
    }

    /** Forgets the messages, as after a restart: the next does not follow them. */
    void interrupt() {
        followsOne = false;
        release();
    }

    /** The most bytes that {@link #write} writes. */
    static int mostBytes() {
        return 3 + 2 * OF_IPFIX.size() + 14 + 1 + MOST_KEPT * 13;
    }

    void write(ByteBuffer to) {
        to.put((byte) unit.code());
        for (int i = 0; i < units.length; i++) {
            to.put((byte) hits[i]).put((byte) misses[i]);
        }
        to.put((byte) (optionsSeen ? 1 : 0)).put((byte) (followsOne ? 1 : 0));
        writeMessage(to, lastSequence, lastFlows, lastOptions, lastComplete);
        to.put((byte) kept);
        for (int i = 0; i < kept; i++) {
            writeMessage(to, sequences[i], flows[i], options[i], complete[i]);
        }
    }

    private static void writeMessage(
            ByteBuffer to, int sequence, int flows, int options, boolean complete) {
        to.putInt(sequence).putInt(flows).putInt(options).put((byte) (complete ? 1 : 0));
    }

    void read(ByteBuffer from) {
        unit = SequenceUnit.ofCode(from.get());
        for (int i = 0; i < units.length; i++) {
            hits[i] = from.get();
            misses[i] = from.get();
        }
        optionsSeen = from.get() == 1;
        followsOne = from.get() == 1;
        lastSequence = from.getInt();
        lastFlows = from.getInt();
        lastOptions = from.getInt();
        lastComplete = from.get() == 1;
        for (int count = from.get(); count > 0; count--) {
            keep(from.getInt(), from.getInt(), from.getInt(), from.get() == 1);
        }
    }
}
