package io.weir.benchmarks.detections;

import io.weir.benchmarks.embedded.MadeFlows;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.util.SplittableRandom;

/**
 * A SYN flood from sources of which hardly any comes twice: each flow is one packet. One batch for
 * each number.
 */
final class SpoofedSyns extends MadeFlows {

    private static final long serialVersionUID = 1L;
    private static final long IPV4 = 0xffff_0000_0000L;
    private static final long VICTIM = IPV4 | 0x0a00_0001L;
    private static final int TCP = 6;
    private static final int SYN = 2;
    private static final int SYN_BYTES = 40;

    private final Victims victims;

    /** Who is flooded. */
    enum Victims {
        ONE("one victim"),
        ANY("any victims");

        private final String text;

        Victims(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * @param flowsPerSecond of event time, of all subtasks
     */
    SpoofedSyns(Victims victims, long flowsPerSecond) {
        super(16, 60 * flowsPerSecond);
        this.victims = victims;
    }

    @Override
    protected void fill(FlowBatch batch, int row, long nowMillis, SplittableRandom random) {
        batch.setAddress(FlowField.SOURCE_ADDRESS, row, 0, anybody(random));
        batch.setAddress(FlowField.DESTINATION_ADDRESS, row, 0, victim(random));
        batch.set(FlowField.SOURCE_PORT, row, 1_024 + random.nextInt(60_000));
        batch.set(FlowField.DESTINATION_PORT, row, 443);
        batch.set(FlowField.PROTOCOL, row, TCP);
        batch.set(FlowField.TCP_FLAGS, row, SYN);
        batch.set(FlowField.BYTES, row, SYN_BYTES);
        batch.set(FlowField.PACKETS, row, 1);
        batch.set(FlowField.START_MILLIS, row, nowMillis);
        batch.set(FlowField.END_MILLIS, row, nowMillis);
    }

    private long victim(SplittableRandom random) {
        return switch (victims) {
            case ONE -> VICTIM;
            case ANY -> anybody(random);
        };
    }

    private static long anybody(SplittableRandom random) {
        return IPV4 | (random.nextInt() & 0xffff_ffffL);
    }
}
