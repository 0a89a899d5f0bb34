package io.weir.codec.sflow;

/**
 * How many packets one sample in fact stands for, by source: the growth of the sample pool divided
 * by the number of samples that the source took meanwhile. Differs from the configured rate where
 * an agent drops samples for lack of resources, or cannot sample at the rate it is asked for.
 *
 * <p>Samples that were lost on their way count by their sequence numbers: they were taken. Single
 * steps of the pool scatter widely, since sampling is random: growth and samples are summed up, and
 * halved together at {@value #WINDOW} samples, which leaves an error of about 1 / sqrt(512) = 4 %.
 * All arithmetic is modulo 2^32.
 *
 * <p>The sum starts anew when a source changes its rate or restarts, and where so many samples are
 * missing that the pool may have wrapped. A few samples behind the last one are taken for datagrams
 * out of order, and change nothing.
 *
 * <p>At most {@value #MAX_SOURCES} sources are known at a time, the longest unseen makes place: one
 * that comes back needs two samples again. Nothing is allocated for a source that is known.
 */
final class EffectiveSamplingInterval {

    /** What is known of a source after one sample. */
    static final long UNKNOWN = 0;

    static final int MAX_SOURCES = 1_024;
    static final int WINDOW = 1_024;

    private static final int INITIAL_SOURCES = 16;
    private static final int PROBES = 8;

    /** So many samples in a row may be behind the last one before the source has restarted. */
    private static final int MAX_OUT_OF_ORDER = 16;

    private static final long MODULUS_BITS = 0xffff_ffffL;
    private static final long HALF_MODULUS = 1L << 31;

    private static final class Source {

        private long subAgent;
        private long type;
        private long index;

        private long lastUse;
        private long configured;
        private long sequence;
        private long pool;
        private long growth;
        private long samples;
        private int outOfOrder;

        private boolean is(long subAgent, long type, long index) {
            return this.index == index && this.subAgent == subAgent && this.type == type;
        }

        private void startFrom(long sequence, long pool, long configured) {
            this.sequence = sequence;
            this.pool = pool;
            this.configured = configured;
            growth = 0;
            samples = 0;
            outOfOrder = 0;
        }

        private long interval() {
            return samples == 0 || growth == 0
                    ? UNKNOWN
                    : Math.max(1, (growth + samples / 2) / samples);
        }
    }

    private Source[] sources = new Source[INITIAL_SOURCES];
    private long uses;

    /**
     * Takes a sample.
     *
     * @return one packet in this many was sampled, or {@link #UNKNOWN}
     */
    long observe(long subAgent, FlowSampleHeader sample) {
        Source source = find(subAgent, sample.sourceType, sample.sourceIndex);
        if (source.lastUse == 0 || source.configured != sample.samplingRate) {
            source.startFrom(sample.sequence, sample.samplePool, sample.samplingRate);
        } else {
            advance(source, sample);
        }
        source.lastUse = ++uses;
        return source.interval();
    }

    private static void advance(Source source, FlowSampleHeader sample) {
        long samples = sample.sequence - source.sequence & MODULUS_BITS;
        long growth = sample.samplePool - source.pool & MODULUS_BITS;
        if (samples == 0) {
            return; // a duplicate
        }
        boolean behind = samples >= HALF_MODULUS;
        if (behind && growth >= HALF_MODULUS && source.outOfOrder < MAX_OUT_OF_ORDER) {
            source.outOfOrder++;
            return;
        }
        boolean mayHaveWrapped = samples * source.configured >= HALF_MODULUS;
        if (behind || growth >= HALF_MODULUS || mayHaveWrapped) {
            source.startFrom(sample.sequence, sample.samplePool, sample.samplingRate);
            return;
        }
        source.sequence = sample.sequence;
        source.pool = sample.samplePool;
        source.outOfOrder = 0;
        source.growth += growth;
        source.samples += samples;
        while (source.samples > WINDOW) {
            source.growth >>>= 1;
            source.samples >>>= 1;
        }
    }

    private Source find(long subAgent, long type, long index) {
        while (true) {
            int hash = hash(subAgent, type, index);
            Source oldest = null;
            for (int probe = 0; probe < PROBES; probe++) {
                int slot = hash + probe & sources.length - 1;
                Source source = sources[slot];
                if (source == null) {
                    sources[slot] = new Source();
                    return identify(sources[slot], subAgent, type, index);
                }
                if (source.is(subAgent, type, index)) {
                    return source;
                }
                if (oldest == null || source.lastUse < oldest.lastUse) {
                    oldest = source;
                }
            }
            if (sources.length == MAX_SOURCES) {
                return identify(oldest, subAgent, type, index);
            }
            grow();
        }
    }

    private static Source identify(Source source, long subAgent, long type, long index) {
        source.subAgent = subAgent;
        source.type = type;
        source.index = index;
        source.lastUse = 0;
        return source;
    }

    /** Doubles the places; a source that finds none is forgotten. */
    private void grow() {
        Source[] old = sources;
        sources = new Source[2 * old.length];
        for (Source source : old) {
            if (source != null) {
                place(source);
            }
        }
    }

    private void place(Source source) {
        int hash = hash(source.subAgent, source.type, source.index);
        for (int probe = 0; probe < PROBES; probe++) {
            int slot = hash + probe & sources.length - 1;
            if (sources[slot] == null) {
                sources[slot] = source;
                return;
            }
        }
    }

    private static int hash(long subAgent, long type, long index) {
        long mixed = ((subAgent * 31 + type) * 31 + index) * 0x9e37_79b9_7f4a_7c15L;
        return (int) (mixed >>> 32);
    }

    /** The sources that there is place for. */
    int capacity() {
        return sources.length;
    }
}
