package io.weir.codec.options;

import static io.weir.codec.BigEndian.bits64;
import static io.weir.codec.BigEndian.unsigned32;

import io.weir.codec.template.RecordCursor;
import java.util.stream.IntStream;

/**
 * The fields of an options template that say how much is sampled, as one packet in so many. Whether
 * they are taken at random or in turn makes no difference to that.
 */
final class SamplingFields {

    private static final int SAMPLING_INTERVAL = 34;
    private static final int SAMPLER_RANDOM_INTERVAL = 50;
    private static final int SAMPLING_PACKET_INTERVAL = 305;
    private static final int SAMPLING_PACKET_SPACE = 306;
    private static final int SAMPLING_TIME_INTERVAL = 307;
    private static final int SAMPLING_TIME_SPACE = 308;
    private static final int SAMPLING_SIZE = 309;
    private static final int SAMPLING_POPULATION = 310;
    private static final int SAMPLING_PROBABILITY = 311;
    private static final int SAMPLING_FLOW_INTERVAL = 396;
    private static final int SAMPLING_FLOW_SPACING = 397;

    /** Far above any that makes sense, and so low that sums and products do not overflow. */
    private static final long LARGEST = 1L << 40;

    private final int randomInterval;
    private final int interval;
    private final int size;
    private final int population;
    private final int probability;
    private final int packetInterval;

    /** Pairs of how many are taken, and how many then left out. */
    private final int[] taken;

    private final int[] left;

    SamplingFields(OptionsFields fields) {
        randomInterval = fields.firstOf(SAMPLER_RANDOM_INTERVAL);
        interval = fields.firstOf(SAMPLING_INTERVAL);
        size = fields.firstOf(SAMPLING_SIZE);
        population = fields.firstOf(SAMPLING_POPULATION);
        probability = fields.firstOf(SAMPLING_PROBABILITY);
        packetInterval = fields.firstOf(SAMPLING_PACKET_INTERVAL);
        taken =
                new int[] {
                    packetInterval,
                    fields.firstOf(SAMPLING_TIME_INTERVAL),
                    fields.firstOf(SAMPLING_FLOW_INTERVAL)
                };
        left =
                new int[] {
                    fields.firstOf(SAMPLING_PACKET_SPACE),
                    fields.firstOf(SAMPLING_TIME_SPACE),
                    fields.firstOf(SAMPLING_FLOW_SPACING)
                };
    }

    /** Whether the template has none of them. */
    boolean isEmpty() {
        return IntStream.concat(
                        IntStream.of(randomInterval, interval, size, probability),
                        IntStream.of(taken))
                .allMatch(field -> field == OptionsFields.ABSENT);
    }

    /** One in this many, or 0 if the record does not say it. */
    long interval(RecordCursor record) {
        long found = atMostLargest(RecordNumbers.read(record, randomInterval));
        if (found == 0) {
            found = atMostLargest(RecordNumbers.read(record, interval));
        }
        if (found == 0) {
            found = ratio(RecordNumbers.read(record, population), RecordNumbers.read(record, size));
        }
        for (int i = 0; found == 0 && i < taken.length; i++) {
            long in = RecordNumbers.read(record, taken[i]);
            long out = RecordNumbers.read(record, left[i]);
            found = out < 0 ? 0 : ratio(atMostLargest(in) + out, in);
        }
        if (found == 0) {
            found = ofProbability(record);
        }
        // Without the space, what some exporters call the interval is one in so many.
        return found == 0 && left[0] == OptionsFields.ABSENT
                ? atMostLargest(RecordNumbers.read(record, packetInterval))
                : found;
    }

    private static long atMostLargest(long number) {
        return number > 0 && number <= LARGEST ? number : 0;
    }

    /** Rounded; 0 where it is below 1 or nonsense. */
    private static long ratio(long all, long some) {
        return atMostLargest(all) == 0 || atMostLargest(some) == 0 || all < some
                ? 0
                : (all + some / 2) / some;
    }

    private long ofProbability(RecordCursor record) {
        if (probability == OptionsFields.ABSENT) {
            return 0;
        }
        int at = record.offset(probability);
        double value =
                switch (record.length(probability)) {
                    case Float.BYTES -> Float.intBitsToFloat((int) unsigned32(record.bytes(), at));
                    case Double.BYTES -> Double.longBitsToDouble(bits64(record.bytes(), at));
                    default -> 0;
                };
        return value > 0 && value <= 1 ? atMostLargest(Math.round(1 / value)) : 0;
    }
}
