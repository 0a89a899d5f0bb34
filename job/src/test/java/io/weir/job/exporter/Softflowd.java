package io.weir.job.exporter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs softflowd (tried: 1.1.0) on a capture file; it exports over loopback UDP and ends.
 *
 * <p>Its control socket has to be off ({@code -c none}): with one, version 1.1.0 reading a file
 * waits for ever for somebody to connect to it. With {@code -a} export times are those of the
 * capture; without, they are those of the run, and flows started before the exporter's boot.
 */
public final class Softflowd {

    /** Where Debian's package has it. */
    public static final Path PROGRAM = Path.of("/usr/sbin/softflowd");

    private static final long TIMEOUT_SECONDS = 30;

    private Softflowd() {}

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /**
     * Exports the flows of the capture to 127.0.0.1.
     *
     * @param version 5, 9 or 10 (IPFIX)
     * @param scratch a folder for files of the run
     * @throws IllegalStateException if softflowd fails or does not end within 30 s
     */
    public static SoftflowdReport export(Path capture, int version, int port, Path scratch)
            throws IOException, InterruptedException {
        return export(capture, version, "udp", port, scratch);
    }

    /** The same as IPFIX in one TCP connection. */
    public static SoftflowdReport exportOverTcp(Path capture, int port, Path scratch)
            throws IOException, InterruptedException {
        return export(capture, 10, "tcp", port, scratch);
    }

    private static SoftflowdReport export(
            Path capture, int version, String transport, int port, Path scratch)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(scratch, "softflowd", ".out");
        Process process =
                new ProcessBuilder(
                                List.of(
                                        PROGRAM.toString(),
                                        "-D",
                                        "-a",
                                        "-c",
                                        "none",
                                        "-p",
                                        output.resolveSibling(output.getFileName() + ".pid")
                                                .toString(),
                                        "-v",
                                        String.valueOf(version),
                                        "-P",
                                        transport,
                                        "-n",
                                        "127.0.0.1:" + port,
                                        "-r",
                                        capture.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "softflowd did not end within "
                                + TIMEOUT_SECONDS
                                + " s:\n"
                                + Files.readString(output));
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    "softflowd ended with "
                            + process.exitValue()
                            + ":\n"
                            + Files.readString(output));
        }
        return SoftflowdReport.parse(Files.readString(output), version);
    }
}
