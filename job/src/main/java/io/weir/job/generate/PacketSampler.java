package io.weir.job.generate;

import java.util.SplittableRandom;

/** Samples one packet in so many at random, and leaves of each flow what was seen of it. */
final class PacketSampler {

    /** From so many expected packets on the normal distribution is near enough. */
    private static final int MANY = 50;

    private static final int[] ONCE = {SimulatedFlow.SYN, SimulatedFlow.FIN, SimulatedFlow.RST};

    private final int oneIn;
    private final SplittableRandom random;

    /** The natural logarithm of the chance that a packet is left out. */
    private final double logLeftOut;

    PacketSampler(int oneIn, SplittableRandom random) {
        this.oneIn = oneIn;
        this.random = random;
        this.logLeftOut = StrictMath.log1p(-1.0 / oneIn);
    }

    int oneIn() {
        return oneIn;
    }

    /**
     * Thins the flow to its sampled packets; its counters are not scaled up again.
     *
     * @return whether any was sampled
     */
    boolean thin(SimulatedFlow flow) {
        if (oneIn == 1) {
            return true;
        }
        long all = flow.packets();
        long packets = sampled(all);
        if (packets == 0) {
            return false;
        }
        long octets = Math.max(1, Math.round((double) flow.octets() / all * packets));
        flow.sampled(packets, octets, flags(flow.tcpFlags(), packets, all));
        if (packets == 1) {
            long at = random.nextLong(flow.startMillis(), flow.endMillis() + 1);
            flow.during(at, at);
        }
        return true;
    }

    /** How many of so many packets are sampled: binomially distributed. */
    long sampled(long packets) {
        if (oneIn == 1) {
            return packets;
        }
        double expected = (double) packets / oneIn;
        if (expected > MANY) {
            double deviation = StrictMath.sqrt(expected * (1 - 1.0 / oneIn));
            return Math.min(packets, Math.round(expected + deviation * gaussian()));
        }
        long sampled = 0;
        for (long at = gap(); at < packets; at += 1 + gap()) {
            sampled++;
        }
        return sampled;
    }

    /** Packets left out before the next that is sampled: geometrically distributed. */
    private long gap() {
        return (long) (StrictMath.log(1 - random.nextDouble()) / logLeftOut);
    }

    /** The sum of twelve even chances: exact enough, and the same on every machine. */
    private double gaussian() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    /** SYN, FIN and RST are in one packet each; the other flags are in most. */
    private int flags(int all, long packets, long of) {
        int flags = all;
        for (int one : ONCE) {
            if ((all & one) != 0 && all != one && random.nextLong(of) >= packets) {
                flags &= ~one;
            }
        }
        return flags;
    }
}
