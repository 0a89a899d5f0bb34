package io.weir.job.check;

import io.weir.job.config.Quantity;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether the kernel grants the receive buffer that is asked for. It silently grants less above its
 * limit (socket(7), {@code SO_RCVBUF}), and then drops in bursts.
 *
 * @param limit the file with the limit in bytes; it exists on Linux only
 */
record ReceiveBufferCheck(int requestedBytes, Path limit) implements Check {

    @Override
    public Finding perform() {
        String what = "listen.receive-buffer " + Quantity.formatBytes(requestedBytes);
        try {
            long granted = readLimit();
            return granted >= requestedBytes
                    ? Finding.ok(what, "within the kernel's limit.")
                    : Finding.warning(what, tooLittle(granted));
        } catch (IOException | NumberFormatException e) {
            return Finding.warning(
                    what, "the kernel's limit is unknown: " + limit + " cannot be read here.");
        }
    }

    /** Buffered on purpose: the kernel gives such a file in one read, and nothing to a second. */
    private long readLimit() throws IOException {
        try (BufferedReader content = Files.newBufferedReader(limit)) {
            return Long.parseLong(content.readLine());
        }
    }

    private String tooLittle(long granted) {
        return String.format(
                "the kernel grants at most %s, so bursts are dropped; raise its limit as root:"
                        + " sysctl -w net.core.rmem_max=%d (docs/how-to/tune-the-kernel.md)",
                Quantity.formatBytes(granted), requestedBytes);
    }
}
