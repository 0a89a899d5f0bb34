package io.weir.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The largest receive buffer that the kernel grants, {@code net.core.rmem_max}. */
final class ReceiveBufferLimit {

    private static final Path FILE = Path.of("/proc/sys/net/core/rmem_max");

    private ReceiveBufferLimit() {}

    /**
     * Raises it where this process may, until the process ends.
     *
     * @return whether it is at least so much now
     */
    static boolean raise(long bytes) throws IOException {
        long before = read();
        if (before >= bytes) {
            return true;
        }
        if (!Files.isWritable(FILE)) {
            return false;
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> putBack(before), "put-back-rmem_max"));
        Files.writeString(FILE, Long.toString(bytes));
        return true;
    }

    /** In one read: the kernel gives nothing to a second one, and its files have no size. */
    private static long read() throws IOException {
        byte[] digits = new byte[32];
        try (InputStream in = Files.newInputStream(FILE)) {
            return Long.parseLong(new String(digits, 0, in.read(digits), US_ASCII).trim());
        }
    }

    private static void putBack(long bytes) {
        try {
            Files.writeString(FILE, Long.toString(bytes));
        } catch (IOException e) {
            System.err.println("net.core.rmem_max could not be put back to " + bytes + ": " + e);
        }
    }
}
