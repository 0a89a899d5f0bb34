package io.weir.job.generate;

import io.weir.codec.flow.ExportProtocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Simulated exporters that send over UDP in real time, on a thread of their own, until their
 * duration is over or {@link #stop} is called.
 *
 * <p>The thread looks at the clock every millisecond and sends what is due. A simulation that falls
 * behind by more than a second leaves out what it missed instead of sending it in one burst.
 *
 * <p>A datagram that the network refuses is counted and not sent again; the exporters go on.
 */
public final class Simulation implements AutoCloseable {

    private static final long PAUSE_NANOS = 1_000_000;
    private static final long CAPTURE_STEP_MICROS = 1_000_000;
    private static final long MOST_STEP_MICROS = 10_000;
    private static final long MOST_LAG_MICROS = 1_000_000;

    private final SimulationOptions options;
    private final Fleet fleet;
    private final UdpSink sink;
    private final long endMicros;
    private final Thread thread;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private volatile boolean stopping;

    private Simulation(SimulationOptions options, InetSocketAddress collector) throws IOException {
        this.options = options;
        sink = new UdpSink(collector, options.exporters(), options.flowsPerSecond());
        long startMicros = micros(Instant.now());
        fleet = new Fleet(options, startMicros, sink);
        endMicros = options.duration().map(d -> startMicros + micros(d)).orElse(Long.MAX_VALUE);
        thread = new Thread(this::run, "simulated-exporters");
        thread.setDaemon(true);
    }

    /**
     * Starts exporters that send to the collector.
     *
     * @param collector resolved address and port
     * @throws IOException if the sockets cannot be opened
     */
    public static Simulation start(SimulationOptions options, InetSocketAddress collector)
            throws IOException {
        Simulation simulation = new Simulation(options, collector);
        simulation.thread.start();
        return simulation;
    }

    /**
     * Writes what exporters send into a pcap file, as fast as it goes. The same options and start
     * make the same bytes.
     *
     * @param options with a duration
     * @param start the time of the first datagrams
     * @return what was written
     * @throws IOException if the file cannot be written
     */
    public static SimulationTotals write(SimulationOptions options, Instant start, Path file)
            throws IOException {
        return record(options, start, file, () -> false).totals();
    }

    /**
     * As {@link #write}, until the duration is over or a stop is asked for.
     *
     * @param stop asked for about once per simulated second
     * @return all that came of it
     * @throws IOException if the file cannot be written
     */
    public static SimulationReport record(
            SimulationOptions options, Instant start, Path file, BooleanSupplier stop)
            throws IOException {
        Duration duration =
                options.duration()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "A simulation into a capture needs a duration."));
        try (CaptureSink sink = new CaptureSink(file)) {
            Fleet fleet = new Fleet(options, micros(start), sink);
            long end = micros(start) + micros(duration);
            while (fleet.nowMicros() < end && !stop.getAsBoolean()) {
                fleet.advanceTo(Math.min(end, fleet.nowMicros() + CAPTURE_STEP_MICROS));
            }
            fleet.flush();
            return new SimulationReport(options, fleet, sink);
        }
    }

    /**
     * All that came of it.
     *
     * @throws IllegalStateException if it has not ended
     */
    public SimulationReport report() {
        if (thread.isAlive()) {
            throw new IllegalStateException("The simulation still goes on.");
        }
        return new SimulationReport(options, fleet, sink);
    }

    /** What all exporters have sent so far. */
    public SimulationTotals totals() {
        return fleet.totals();
    }

    /** What the exporters of one protocol have sent so far. */
    public SimulationTotals totals(ExportProtocol protocol) {
        return fleet.totals(protocol);
    }

    public long datagramsSent() {
        return totals().datagrams();
    }

    public long flowsSent() {
        return totals().flows();
    }

    /** Why the network last refused a datagram; empty if it never did. */
    public String lastRefusal() {
        return sink.lastRefusal();
    }

    /**
     * Waits until the duration is over or the simulation was stopped.
     *
     * @throws IOException if the simulation had to give up
     */
    public void awaitFinished() throws IOException, InterruptedException {
        try {
            finished.get();
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    /**
     * Waits like {@link #awaitFinished()}, but at most so long.
     *
     * @return whether the simulation has finished
     */
    public boolean awaitFinished(Duration atMost) throws IOException, InterruptedException {
        try {
            finished.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    /** The same as {@link #stop}. */
    @Override
    public void close() {
        stop();
    }

    /** Stops sending; flows that waited in datagrams are sent before. Waits for the end. */
    public void stop() {
        stopping = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (sink) {
            long startNanos = System.nanoTime();
            while (!stopping && fleet.nowMicros() < endMicros) {
                long elapsed = (System.nanoTime() - startNanos) / 1000;
                advanceTowards(Math.min(endMicros, fleet.startMicros() + elapsed));
            }
            fleet.flush();
            finished.complete(null);
        } catch (IOException | RuntimeException e) {
            finished.completeExceptionally(e);
        }
    }

    /** Sends what is due, up to a few milliseconds of it; pauses when there is no more. */
    private void advanceTowards(long micros) throws IOException {
        fleet.skipTo(micros - MOST_LAG_MICROS);
        fleet.advanceTo(Math.min(micros, fleet.nowMicros() + MOST_STEP_MICROS));
        if (fleet.nowMicros() == micros) {
            LockSupport.parkNanos(PAUSE_NANOS);
            sink.paused();
        }
    }

    private static IOException failure(ExecutionException e) {
        return new IOException("The simulation gave up: " + e.getCause().getMessage(), e);
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }

    private static long micros(Duration duration) {
        return duration.toSeconds() * 1_000_000 + duration.toNanosPart() / 1000;
    }
}
