package io.weir.benchmarks.load;

import java.io.IOException;

/** One life of a receiver: everything that is sent to it, and what it says it got. */
final class Session implements AutoCloseable {

    private static final double WARM_UP_RATE = 20_000;
    private static final long DRAIN_MILLIS = 20_000;
    private static final long POLL_MILLIS = 50;

    /** Longer than Flink holds back a buffer that is not full, 100 ms. */
    private static final int QUIET_POLLS = 6;

    private final Bench bench;
    private final SenderProcess sender;
    private final Receiver receiver;
    private final long ceilingOnBacklog;
    private Sent total = Sent.NOTHING;

    private Session(Bench bench, SenderProcess sender, Receiver receiver) {
        this.bench = bench;
        this.sender = sender;
        this.receiver = receiver;
        this.ceilingOnBacklog = bench.bufferBytes() / 4;
    }

    /** Starts a receiver and warms it up. */
    static Session start(Bench bench, Receiver.Kind kind) throws IOException, InterruptedException {
        SenderProcess sender = new SenderProcess(bench);
        Session session = new Session(bench, sender, kind.start(bench));
        try {
            session.send(WARM_UP_RATE, kind.warmUpSeconds());
            return session;
        } catch (IOException | InterruptedException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    Receiver receiver() {
        return receiver;
    }

    /** Sends, and waits until the receiver has worked it off. */
    Trial send(double rate, double seconds) throws IOException, InterruptedException {
        Counts before = receiver.counts();
        long dropsBefore = KernelSocket.of(bench.port()).drops();
        double cpuBefore = receiver.cpuSeconds();
        Sent sent = sender.send(rate, seconds);
        total = total.plus(sent);
        long backlog =
                KernelSocket.of(bench.port()).waitingBytes() + receiver.counts().backlogBytes();
        awaitWorkedOff();
        return new Trial(
                rate == SenderProcess.UNLIMITED,
                sent,
                KernelSocket.of(bench.port()).drops() - dropsBefore,
                receiver.counts().drops() - before.drops(),
                backlog,
                receiver.cpuSeconds() - cpuBefore);
    }

    /** Whether the receiver kept up: it lost nothing, and was not about to. */
    boolean keptUp(Trial trial) {
        return trial.lost() == 0 && trial.backlogBytes() <= ceilingOnBacklog;
    }

    /** Nothing in the socket, nothing queued, and no count that has grown for a while. */
    private void awaitWorkedOff() throws IOException, InterruptedException {
        long deadline = System.currentTimeMillis() + DRAIN_MILLIS;
        long last = Counts.UNKNOWN;
        int sameCounts = 0;
        while (System.currentTimeMillis() < deadline) {
            Counts counts = receiver.counts();
            boolean empty =
                    KernelSocket.of(bench.port()).waitingBytes() == 0 && counts.backlogBytes() == 0;
            sameCounts = empty && counts.datagrams() == last ? sameCounts + 1 : 0;
            if (sameCounts == QUIET_POLLS) {
                return;
            }
            last = counts.datagrams();
            Thread.sleep(POLL_MILLIS);
        }
        throw new LoadException(
                "The receiver has not worked off what it got within 20 s: " + receiver.counts());
    }

    /** Everything that was sent to this receiver. */
    Sent total() {
        return total;
    }

    /** Ends the receiver and compares its books with the sender's. */
    Books end() throws IOException, InterruptedException {
        long kernelDrops = KernelSocket.of(bench.port()).drops();
        return new Books(total, kernelDrops, receiver.end());
    }

    @Override
    public void close() throws IOException {
        receiver.close();
    }
}
