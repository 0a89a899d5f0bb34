package io.weir.benchmarks.load;

import java.io.IOException;

/** A program that receives, while it runs. */
interface Receiver extends AutoCloseable {

    /** Which there are. */
    enum Kind {
        CEILING("recvmmsg → count", 1),
        NFCAPD("nfcapd → files in memory", 2),
        COUNT("Weir: UDP → count", 15),
        DECODE("Weir: UDP → decode → count", 15),
        JOB("Weir: whole job without sinks", 30);

        private final String title;
        private final int warmUpSeconds;

        Kind(String title, int warmUpSeconds) {
            this.title = title;
            this.warmUpSeconds = warmUpSeconds;
        }

        String title() {
            return title;
        }

        /** How long it takes until it is as fast as it gets. */
        int warmUpSeconds() {
            return warmUpSeconds;
        }

        Receiver start(Bench bench) throws IOException, InterruptedException {
            return switch (this) {
                case CEILING -> CeilingReceiver.start(bench);
                case NFCAPD -> NfcapdReceiver.start(bench);
                case COUNT, DECODE, JOB -> WeirProcess.start(bench, this);
            };
        }
    }

    PinnedProcess process();

    /** The receive buffer that the kernel granted; {@link Counts#UNKNOWN} if it does not say. */
    long bufferBytes() throws IOException;

    Counts counts() throws IOException;

    /** Ends it, and tells all that it counted. */
    Counts end() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;

    /** Processor time that it has used, user and system, in seconds. */
    default double cpuSeconds() throws IOException {
        double sum = 0;
        for (long pid : process().pids().toList()) {
            sum += ProcStat.cpuSeconds(pid);
        }
        return sum;
    }
}
