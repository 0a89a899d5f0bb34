package io.weir.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What the kernel says of the UDP sockets of a port ({@code /proc/net/udp}, proc_net_udp(5)).
 *
 * @param sockets how many there are
 * @param waitingBytes memory of datagrams that nobody has read yet
 * @param drops datagrams dropped since the socket was opened
 */
record KernelSocket(int sockets, long waitingBytes, long drops) {

    private static final int LOCAL_ADDRESS = 1;
    private static final int QUEUES = 4;
    private static final int DROPS = 12;
    private static final int HEXADECIMAL = 16;

    static KernelSocket of(int port) throws IOException {
        KernelSocket sum = new KernelSocket(0, 0, 0);
        for (String table : List.of("/proc/net/udp", "/proc/net/udp6")) {
            Path file = Path.of(table);
            if (Files.isReadable(file)) {
                for (String line : Files.readAllLines(file, US_ASCII)) {
                    sum = sum.plus(line, port);
                }
            }
        }
        return sum;
    }

    private KernelSocket plus(String line, int port) {
        String[] fields = line.trim().split("\\s+", -1);
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        if (fields.length <= DROPS || !fields[LOCAL_ADDRESS].endsWith(suffix)) {
            return this;
        }
        String receiving = fields[QUEUES].substring(fields[QUEUES].indexOf(':') + 1);
        return new KernelSocket(
                sockets + 1,
                waitingBytes + Long.parseLong(receiving, HEXADECIMAL),
                drops + Long.parseLong(fields[DROPS]));
    }
}
