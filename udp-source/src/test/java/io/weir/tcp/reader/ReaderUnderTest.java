package io.weir.tcp.reader;

import io.weir.receive.CollectingOutput;
import io.weir.receive.TestReaderContext;
import io.weir.tcp.Messages;
import io.weir.tcp.TcpListener;
import io.weir.tcp.TlsFiles;
import io.weir.udp.AllowList;
import io.weir.udp.Datagram;
import io.weir.udp.Listener;
import io.weir.udp.Loopback;
import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.core.io.InputStatus;

/** A reader that listens on loopback, driven by the test as its task. */
final class ReaderUnderTest implements Closeable {

    static final ConnectionLimits PATIENT =
            new ConnectionLimits(
                    10, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(5));

    static final long QUEUE_BYTES = 128 << 10;

    private static final long DEADLINE_SECONDS = 20;

    final TestReaderContext context = new TestReaderContext();
    final CollectingOutput output = new CollectingOutput();
    final TcpReader reader;

    ReaderUnderTest(TcpReaderOptions options) {
        this(options, Clock.systemUTC());
    }

    ReaderUnderTest(TcpReaderOptions options, Clock clock) {
        this.reader = new TcpReader(context, options, clock);
    }

    static TcpReaderOptions plain(int port, ConnectionLimits limits) {
        return options(
                TcpListener.plain(new Listener("ipfix", port)), null, AllowList.EVERYBODY, limits);
    }

    static TcpReaderOptions tls(int port, TlsFiles files, ConnectionLimits limits) {
        return options(
                TcpListener.tls(new Listener("ipfix-tls", port)),
                files,
                AllowList.EVERYBODY,
                limits);
    }

    static TcpReaderOptions options(
            TcpListener listener, TlsFiles tls, AllowList allowed, ConnectionLimits limits) {
        return new TcpReaderOptions(
                Loopback.IPV4,
                List.of(listener),
                tls,
                allowed,
                limits,
                QUEUE_BYTES,
                Duration.ofMillis(20));
    }

    ReaderUnderTest start() {
        reader.start();
        return this;
    }

    long count(String... metric) {
        return context.counter(metric);
    }

    /** Takes what there is, and waits for more, until so many are emitted: messages and ends. */
    void pollUntilEmitted(int datagrams) throws Exception {
        pollUntil(() -> output.datagrams().size() >= datagrams);
    }

    void pollUntil(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Emitted only " + output.datagrams().size());
            }
            if (reader.pollNext(output) == InputStatus.NOTHING_AVAILABLE) {
                reader.isAvailable().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    /** The numbers of the messages emitted; -1 for the end of a connection. */
    List<Integer> emitted() {
        return output.datagrams().stream()
                .map(d -> d.endsConnection() ? -1 : Messages.number(d.payload()))
                .toList();
    }

    Datagram emitted(int index) {
        return output.datagrams().get(index);
    }

    @Override
    public void close() {
        reader.close();
    }
}
