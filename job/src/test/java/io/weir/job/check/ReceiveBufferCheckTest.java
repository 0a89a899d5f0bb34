package io.weir.job.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
                                + " net.core.rmem_max=8388608");
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
