package io.weir.job.generate;

import java.io.IOException;
import java.util.List;

/**
 * Normal traffic and attacks at a common rate, in virtual time: the n-th flow is due n / rate after
 * the start. An attack comes on whenever its own rate makes it due, and normal traffic fills the
 * rest. Each attack has its period. The attacks are numbered, and so are their flows.
 */
final class TrafficMix {

    /** Attacks take at most this part of the rate, however low it is. */
    private static final double MOST_ATTACK = 0.5;

    private static final double MICROS_PER_SECOND = 1e6;

    /** An attack this slow takes too little to be worth slowing down. */
    private static final double SLOW = 1;

    private final Activity normal;
    private final Activity[] attacks;
    private final double[] attackPeriodMicros;
    private final double[] attackDueMicros;
    private final double[] attackEndMicros;
    private final long startMicros;
    private final double periodMicros;
    private final FlowConsumer counting = this::count;
    private FlowConsumer consumer;
    private int instance;
    private long flows;

    /**
     * @param startMicros Unix microseconds of the first flow
     */
    TrafficMix(Activity normal, List<Attack> attacks, long flowsPerSecond, long startMicros) {
        this.normal = normal;
        this.attacks = attacks.stream().map(Attack::activity).toArray(Activity[]::new);
        this.startMicros = startMicros;
        this.periodMicros = MICROS_PER_SECOND / flowsPerSecond;
        double wanted = attacks.stream().mapToDouble(Attack::flowsPerSecond).sum();
        double granted = Math.min(1, MOST_ATTACK * flowsPerSecond / Math.max(1, wanted));
        this.attackPeriodMicros =
                attacks.stream().mapToDouble(a -> MICROS_PER_SECOND / rate(a, granted)).toArray();
        this.attackDueMicros =
                attacks.stream().mapToDouble(attack -> attack.period().onsetMicros()).toArray();
        this.attackEndMicros =
                attacks.stream().mapToDouble(attack -> attack.period().endMicros()).toArray();
    }

    private static double rate(Attack attack, double granted) {
        double rate = attack.flowsPerSecond();
        return rate < SLOW ? rate : rate * granted;
    }

    /** When the next flow is due, Unix microseconds. */
    long dueMicros() {
        return startMicros + (long) (flows * periodMicros);
    }

    /** Makes the flows of the activity that is due. */
    void next(FlowConsumer flowConsumer) throws IOException {
        double now = flows * periodMicros;
        long nowMillis = Math.floorDiv(dueMicros(), 1000L);
        consumer = flowConsumer;
        for (int i = 0; i < attacks.length; i++) {
            if (attackDueMicros[i] <= now && now < attackEndMicros[i]) {
                long before = flows;
                instance = i;
                attacks[i].happen(nowMillis, counting);
                attackDueMicros[i] += (flows - before) * attackPeriodMicros[i];
                return;
            }
        }
        instance = SimulatedFlow.NORMAL;
        normal.happen(nowMillis, counting);
    }

    private void count(SimulatedFlow flow) throws IOException {
        flows++;
        consumer.accept(flow.instance(instance));
    }

    /**
     * Leaves out what is due before {@code micros}, for a simulation that is too slow for its rate.
     *
     * @return the flows left out
     */
    long skipTo(long micros) {
        long to = (long) ((micros - startMicros) / periodMicros);
        long skipped = Math.max(0, to - flows);
        flows += skipped;
        for (int i = 0; i < attacks.length; i++) {
            attackDueMicros[i] = Math.max(attackDueMicros[i], flows * periodMicros);
        }
        return skipped;
    }
}
