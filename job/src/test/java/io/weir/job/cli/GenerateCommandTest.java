package io.weir.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class GenerateCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    @Test
    void writesACaptureAndSumsUp() {
        Path file = folder.resolve("flows.pcap");

        int exitCode =
                execute("--write", file.toString(), "--duration", "2s", "--scenario", "syn-scan");

        assertThat(exitCode).isZero();
        assertThat(file).isNotEmptyFile();
        assertThat(err.toString())
                .containsPattern("\\b200[01] flows")
                .contains("0 errors", file.toString());
    }

    @Test
    void sendsAndSumsUpByProtocol() throws Exception {
        try (DatagramSocket collector = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            int exitCode =
                    execute("--to", "127.0.0.1:" + collector.getLocalPort(), "--duration", "300ms");

            assertThat(exitCode).isZero();
        }
        assertThat(err.toString()).contains("0 errors", "netflow-v5: ", "netflow-v9: ", "ipfix: ");
    }

    @Test
    void writesTheTruthOfACapture() {
        Path truth = folder.resolve("truth.jsonl");

        int exitCode =
                execute(
                        "--write",
                        folder.resolve("flows.pcap").toString(),
                        "--duration",
                        "5s",
                        "--scenario",
                        "syn-flood, dns-reflection",
                        "--truth",
                        truth.toString(),
                        "--loss",
                        "10",
                        "--restart-every",
                        "2s");

        assertThat(exitCode).isZero();
        assertThat(err.toString()).contains("lost on purpose", "restarts");
        assertThat(truth)
                .content()
                .hasLineCount(2 + 3 + 1)
                .contains("syn-flood", "dns-reflection", "\"type\":\"totals\"");
    }

    @Test
    void writesTheTruthOfWhatWasSent() throws Exception {
        Path truth = folder.resolve("truth.jsonl");
        try (DatagramSocket collector = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String to = "127.0.0.1:" + collector.getLocalPort();
            assertThat(execute("--to", to, "--duration", "300ms", "--truth", truth.toString()))
                    .isZero();
        }
        assertThat(truth).content().contains("\"exporter\":\"127.0.1.1\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --rate 0 --to localhost:1        | --rate      | '0'        | 1 to 10000000
                    --exporters 2 --to localhost:1   | --exporters | '2'        | 3 to 4000
                    --protocol v7 --to localhost:1   | --protocol  | 'v7'       | all, ipfix, sflow, v5, v9
                    --scenario war --to localhost:1  | --scenario  | 'war'      | normal, all, look-alikes, syn-scan
                    --scenario normal,war --to localhost:1 | --scenario | 'war' | udp-scan
                    --duration 5 --to localhost:1    | --duration  | '5'        | ms, s, m, h
                    --duration 0s --to localhost:1   | --duration  | '0s'       | above 0
                    --to localhost                   | --to        | 'localhost'| HOST:PORT
                    --to localhost:70000             | --to        | 70000      | 1 to 65535
                    --start noon --write x.pcap      | --start     | 'noon'     | 2026-01-31T12:00:00Z
                    --start noon --to localhost:1    | --start     | 'noon'     | only with --write
                    --sampling 0 --to localhost:1    | --sampling  | '0'        | 1 to 16383
                    --sampling 20000 --to localhost:1 | --sampling | '20000'    | 1 to 16383
                    --active-timeout 0s --to localhost:1 | --active-timeout | '0s' | 1s to 365d
                    --inactive-timeout 5 --to localhost:1 | --inactive-timeout | '5' | 1s to 365d
                    --template-refresh 1ms --to localhost:1 | --template-refresh | '1ms' | 1s to 365d
                    --template-refresh-datagrams 0 --to localhost:1 | --template-refresh-datagrams | '0' | 1 to 1000000
                    --restart-every 10ms --to localhost:1 | --restart-every | '10ms' | 1s to 365d
                    --silent-after 10ms --to localhost:1 | --silent-after | '10ms' | 1s to 365d
                    --clock-skew 366d --to localhost:1 | --clock-skew | '366d' | 0s to 365d
                    --loss 101 --to localhost:1      | --loss      | '101.0'    | 0 to 100
                    --duplicates -1 --to localhost:1 | --duplicates | '-1.0'    | 0 to 100
                    --reorder NaN --to localhost:1   | --reorder   | 'NaN'      | 0 to 100
                    --truth /no/such/t.jsonl --to localhost:1 | --truth | /no/such/t.jsonl | a folder that exists
                    """,
            quoteCharacter = '"')
    void refusesWrongUsage(String arguments, String option, String value, String allowed) {
        int exitCode = execute(arguments.split(" "));

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains(option, value, allowed);
    }

    @Test
    void needsSomewhereToSend() {
        assertThat(execute()).isEqualTo(2);
        assertThat(err.toString()).contains("--to", "--write");
    }

    @Test
    void failsWithAMessageWhereItCannotWrite() {
        String file = folder.resolve("missing/flows.pcap").toString();

        assertThat(execute("--write", file)).isEqualTo(1);
        assertThat(err.toString()).contains(file).doesNotContain("\tat ");
    }

    @Test
    void helpNamesScenariosAndDefaults() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString()).contains("icmp-unreachable", "default: 1000", "--seed");
    }

    private int execute(String... arguments) {
        return new CommandLine(new GenerateCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
