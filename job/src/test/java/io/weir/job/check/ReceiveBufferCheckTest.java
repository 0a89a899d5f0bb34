package io.weir.job.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.weir.job.config.Quantity;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiveBufferCheckTest {

    @TempDir private Path directory;

    @Test
    void isContentWithTheKernelsLimitReached() throws IOException {
        assertThat(check(8 << 20, "8388608\n").perform())
                .isEqualTo(Finding.ok("listen.receive-buffer 8MiB", "within the kernel's limit."));
    }

    @Test
    void warnsOfALowerLimitWithTheLineThatRaisesIt() throws IOException {
        assertThat(check(8 << 20, "212992\n").perform())
                .hasToString(
                        "warn   listen.receive-buffer 8MiB: the kernel grants at most 208KiB, so"
                                + " bursts are dropped; raise its limit as root: sysctl -w"
                                + " net.core.rmem_max=8388608 (docs/how-to/tune-the-kernel.md)");
    }

    @Test
    void readsWhatThisKernelGrants() throws IOException {
        Path limit = Path.of("/proc/sys/net/core/rmem_max");
        assumeThat(limit).as("the kernel's limit").exists();
        int requested = 1 << 30;
        int granted;
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, requested);
            granted = channel.getOption(StandardSocketOptions.SO_RCVBUF);
        }
        assumeThat(granted).as("receive buffer granted").isLessThan(requested);

        assertThat(new ReceiveBufferCheck(requested, limit).perform().detail())
                .startsWith("the kernel grants at most " + Quantity.formatBytes(granted) + ",");
    }

    @Test
    void warnsWhereTheLimitIsUnknown() {
        Finding finding = new ReceiveBufferCheck(1, directory.resolve("missing")).perform();

        assertThat(finding.status()).isEqualTo(Finding.Status.WARNING);
    }

    private ReceiveBufferCheck check(int requested, String limit) throws IOException {
        return new ReceiveBufferCheck(
                requested, Files.writeString(directory.resolve("rmem_max"), limit));
    }
}
