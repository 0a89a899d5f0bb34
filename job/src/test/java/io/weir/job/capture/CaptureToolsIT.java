package io.weir.job.capture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.codec.IpAddress;
import io.weir.udp.Datagram;
import java.io.File;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what other programs write: Wireshark's tools and the command line of zstd. */
@Timeout(60)
class CaptureToolsIT {

    private static final IpAddress EXPORTER = IpAddress.ofIpv4(0xc0000201L);
    private static final IpAddress COLLECTOR = IpAddress.ofIpv4(0xc00002feL);
    private static final List<String> PAYLOADS =
            IntStream.range(0, 100).mapToObj(i -> "payload " + i).toList();

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pcap", "nsecpcap", "pcapng"})
    void readsTheFormatsOfEditcap(String format) throws Exception {
        Path converted = folder.resolve(format);
        run("editcap", "-F", format, capture("a", 0), converted);
        assertThat(payloads(converted)).isEqualTo(PAYLOADS);
    }

    @Test
    void mergesAsMergecapDoes() throws Exception {
        Path first = capture("a", 0);
        Path second = capture("b", 500);
        Path merged = folder.resolve("merged");
        run("mergecap", "-w", merged, first, second);
        assertThat(merged(first, second)).isEqualTo(payloads(merged));
    }

    @ParameterizedTest
    @CsvSource({"gzip, .gz", "zstd, .zst"})
    void readsWhatPackersPack(String packer, String suffix) throws Exception {
        Path plain = capture("plain", 0);
        run(packer, "-k", plain);
        assertThat(payloads(Path.of(plain + suffix))).isEqualTo(PAYLOADS);
    }

    @ParameterizedTest
    @CsvSource({"any, LINUX_SLL", "any, LINUX_SLL2", "lo, EN10MB"})
    void readsWhatDumpcapCaptures(String networkInterface, String linkType) throws Exception {
        Path file = folder.resolve("captured");
        try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DatagramSocket sender = new DatagramSocket()) {
            Process dumpcap =
                    start(
                            List.of(
                                    "dumpcap",
                                    "-q",
                                    "-i",
                                    networkInterface,
                                    "-y",
                                    linkType,
                                    "-f",
                                    "udp and dst port " + receiver.getLocalPort(),
                                    "-c",
                                    "5",
                                    "-w",
                                    file.toString()));
            try {
                sendUntilEnd(sender, receiver, dumpcap);
            } finally {
                dumpcap.destroyForcibly().waitFor();
            }
            assumeTrue(dumpcap.exitValue() == 0, "dumpcap may not capture here: " + log());
            assertThat(payloads(file)).hasSize(5).containsOnly("from the wire");
        }
    }

    /** It says when it captures only to people; so datagrams go out until it has enough. */
    private static void sendUntilEnd(
            DatagramSocket sender, DatagramSocket receiver, Process dumpcap) {
        byte[] payload = "from the wire".getBytes(US_ASCII);
        DatagramPacket packet =
                new DatagramPacket(payload, payload.length, receiver.getLocalSocketAddress());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            sender.send(packet);
                            return !dumpcap.isAlive();
                        });
    }

    /** A capture of {@link #PAYLOADS}, one each millisecond. */
    private Path capture(String name, int startMicros) throws IOException {
        Path file = folder.resolve(name);
        try (PcapWriter writer = PcapWriter.open(file)) {
            for (int i = 0; i < PAYLOADS.size(); i++) {
                byte[] payload = PAYLOADS.get(i).getBytes(US_ASCII);
                long micros = 1_700_000_000_000_000L + startMicros + 1000L * i;
                writer.write(micros, EXPORTER, 5000, COLLECTOR, 2055, payload, 0, payload.length);
            }
        }
        return file;
    }

    private static List<String> payloads(Path file) throws IOException {
        List<String> payloads = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file)) {
            for (Datagram next = reader.next(); next != null; next = reader.next()) {
                payloads.add(new String(next.payload(), US_ASCII));
            }
        }
        return payloads;
    }

    private static List<String> merged(Path... files) throws IOException {
        List<String> payloads = new ArrayList<>();
        try (MergedCaptures captures = MergedCaptures.open(List.of(files), CaptureLog::ended)) {
            CapturedDatagram next;
            while ((next = captures.next()) != null) {
                payloads.add(new String(next.datagram().payload(), US_ASCII));
            }
        }
        return payloads;
    }

    private void run(Object... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        for (Object word : command) {
            words.add(word.toString());
        }
        Process process = start(words);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("%s ends", words).isTrue();
        assertThat(process.exitValue()).as("%s: %s", words, log()).isZero();
    }

    private Process start(List<String> command) throws IOException {
        String program = command.get(0);
        assumeTrue(isInstalled(program), "there is no " + program + " on the PATH");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private static boolean isInstalled(String program) {
        for (String path : System.getenv("PATH").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(path, program))) {
                return true;
            }
        }
        return false;
    }
}
