package io.weir.udp.reader;

import io.weir.udp.ForeignSockets;
import io.weir.udp.Loopback;
import io.weir.udp.kernel.PortOwnership;
import io.weir.udp.split.Endpoint;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of its own that listens on a port of the IPv4 loopback address until it is closed. */
final class OtherProcess implements Closeable {

    private static final String FOREIGN = "foreign";
    private static final String LISTENING = "listening";

    private final Process process;

    private OtherProcess(Process process) {
        this.process = process;
    }

    /** One that knows nothing of this source. */
    static OtherProcess foreign(int port) throws IOException {
        return start(FOREIGN, String.valueOf(port));
    }

    /** A reader of the source with this token; its claims are in the given folder. */
    static OtherProcess reader(int port, String token, Path folder) throws IOException {
        return start(token, String.valueOf(port), folder.toString());
    }

    private static OtherProcess start(String... arguments) throws IOException {
        List<String> command =
                new java.util.ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                OtherProcess.class.getName()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.equals(LISTENING)) {
                return new OtherProcess(process);
            }
        }
        throw new IOException("The other process ended before it listened.");
    }

    long id() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] arguments) throws IOException {
        InetSocketAddress address =
                new InetSocketAddress(Loopback.IPV4, Integer.parseInt(arguments[1]));
        try (Closeable listening =
                arguments[0].equals(FOREIGN)
                        ? bind(address)
                        : open(address, arguments[0], Path.of(arguments[2]))) {
            System.out.println(LISTENING);
            while (listening != null && System.in.read() >= 0) {
                // until it is killed, or the test has ended
            }
        }
    }

    private static DatagramChannel bind(InetSocketAddress address) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        return channel.bind(address);
    }

    private static ListeningSockets open(InetSocketAddress address, String token, Path folder)
            throws IOException {
        return ListeningSockets.open(
                List.of(new Endpoint("netflow", address)),
                128 << 10,
                ForeignSockets.REFUSE,
                PortOwnership.of(Path.of("/proc"), folder, token));
    }
}
