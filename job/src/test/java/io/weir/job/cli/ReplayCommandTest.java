package io.weir.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.job.capture.PcapWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(60)
class ReplayCommandTest {

    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    @Test
    void sendsAndSumsUp() throws IOException {
        try (DatagramSocket collector = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            int exitCode =
                    execute(
                            capture().toString(),
                            "--to",
                            "127.0.0.1:" + collector.getLocalPort(),
                            "--fast",
                            "--loop",
                            "2",
                            "--exporter",
                            "10.0.0.1,10.0.0.2",
                            "--verbose");

            assertThat(exitCode).isZero();
        }
        assertThat(err.toString())
                .contains("10.0.0.1 port 5000 is sent from 127.0.0.1 port ")
                .contains("10.0.0.2 port 5000 is sent from 127.0.0.2 port ")
                .contains("Sent 4 datagrams, 8 bytes, 0 errors in ")
                .contains("2 left out by --port or --exporter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --to localhost:1 --speed 0         | --speed     | a number above 0
                    --to localhost:1 --speed NaN       | --speed     | a number above 0
                    --to localhost:1 --rate -5         | --rate      | a number above 0
                    --to localhost:1 --rate 5 --fast   | --rate      | exclusive
                    --to localhost:1 --loop 0          | --loop      | or forever
                    --to localhost:1 --port 0          | --port      | 1 to 65535
                    --to localhost:1 --exporter router | --exporter  | an IPv4 or IPv6 address
                    --to localhost                     | --to        | HOST:PORT
                    --fast                             | --to        | Missing
                    """)
    void explainsWrongUse(String arguments, String option, String reason) {
        int exitCode = execute(("nofile.pcap " + arguments).split(" ", -1));

        assertThat(exitCode).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains(option, reason).doesNotContain("\tat ");
    }

    @Test
    void failsOnWhatIsNoCapture() throws IOException {
        Path file = Files.write(folder.resolve("no.pcap"), new byte[] {1, 1, 1, 1, 1});

        assertThat(execute(file.toString(), "--to", "127.0.0.1:9"))
                .isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString()).contains("no.pcap is damaged or not a capture");
        assertThat(execute(file + ".missing", "--to", "127.0.0.1:9"))
                .isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString()).contains("no.pcap.missing: there is no such file.");
    }

    private int execute(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "replay";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Weir.commandLine().setErr(new PrintWriter(err, true)).execute(all);
    }

    /** Three exporters, a datagram each. */
    private Path capture() throws IOException {
        Path file = folder.resolve("three.pcap");
        IpAddress collector = IpAddress.ofIpv4(0x0a00_00feL);
        try (PcapWriter writer = PcapWriter.open(file)) {
            for (int i = 1; i <= 3; i++) {
                IpAddress exporter = IpAddress.ofIpv4(0x0a00_0000L + i);
                writer.write(i * 1_000_000L, exporter, 5000, collector, 2055, new byte[2], 0, 2);
            }
        }
        return file;
    }
}
