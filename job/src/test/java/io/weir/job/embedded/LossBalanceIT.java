package io.weir.job.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV5Writer;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.input.UdpInput;
import io.weir.job.pipeline.WeirPipeline;
import io.weir.testing.FreeUdpPort;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Datagrams that are lost on the way to the socket: the balance names exactly those. */
@Timeout(120)
class LossBalanceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int DATAGRAMS = 200;

    /** By then the tracker knows what an IPFIX exporter counts. */
    private static final int FIRST_LOSS = 50;

    /** Small enough for the receive buffer. */
    private static final int PACE = 16;

    private static final TemplateDefinition LAYOUT =
            TemplateDefinition.of(300, TemplateField.iana(8, 4), TemplateField.iana(1, 4));
    private static final RecordWriter RECORD = record -> record.uint32(0x0a000001).uint32(100);

    private final int port = FreeUdpPort.find();
    private long sent;

    @Test
    void namesExactlyWhatWasLostOnTheWay() throws Exception {
        WeirConfiguration configuration =
                WeirConfiguration.load(
                        Optional.empty(),
                        List.of(
                                "listen.address=127.0.0.1",
                                "listen.udp=" + port,
                                "pipeline.parallelism=2"),
                        Map.of());
        try (EmbeddedJob job =
                EmbeddedJob.start(
                        "loss",
                        configuration.pipeline(),
                        environment ->
                                new WeirPipeline(environment, configuration)
                                        .decode(new UdpInput(configuration.listen()))
                                        .sinkTo(new DiscardingSink<>()))) {
            job.awaitListening(PATIENCE);

            NetflowV5Writer v5 = new NetflowV5Writer(0, 0);
            Lost flowsOfV5 = send("127.0.0.5", job, i -> withRecords(v5, i));
            NetflowV9Writer v9 = new NetflowV9Writer(1);
            Lost ofV9 = send("127.0.0.9", job, i -> withRecords(v9, i));
            IpfixWriter ipfix = new IpfixWriter(1);
            Lost recordsOfIpfix = send("127.0.0.10", job, i -> withRecords(ipfix, i));
            await().atMost(PATIENCE).until(() -> Balance.of(job.counters()).decoded() == sent);
            job.drain(PATIENCE);

            Balance balance = Balance.of(job.counters());
            JsonNode sequence = balance.toJson().path("sequence");
            assertThat(sequence.path("datagrams_lost").asLong(-1)).isEqualTo(ofV9.datagrams);
            assertThat(sequence.path("records_lost").asLong(-1))
                    .isEqualTo(flowsOfV5.records + recordsOfIpfix.records);
            assertThat(sequence.path("datagrams_recovered").asLong(-1)).isZero();
            assertThat(sequence.path("records_recovered").asLong(-1)).isZero();
            assertThat(sequence.path("reordered").asLong(-1)).isZero();
            assertThat(sequence.path("duplicates").asLong(-1)).isZero();
            assertThat(sequence.path("restarts").asLong(-1)).isZero();
            assertThat(balance.unexplained()).isZero();
            assertThat(balance.malformedTotal()).isZero();
            assertThat(balance.dropped()).isZero();
        }
    }

    /** What of an exporter was made and never sent. */
    private record Lost(int datagrams, int records) {}

    /** Loses every seventh datagram, later two in a row, but for those at both ends. */
    private Lost send(String address, EmbeddedJob job, IntFunction<byte[]> datagrams)
            throws IOException {
        int lostDatagrams = 0;
        int lostRecords = 0;
        try (DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address), 0))) {
            for (int i = 0; i < DATAGRAMS; i++) {
                byte[] datagram = datagrams.apply(i);
                if (isLost(i)) {
                    lostDatagrams++;
                    lostRecords += recordsIn(i);
                } else {
                    send(socket, datagram);
                    if (sent % PACE == 0) {
                        awaitReceived(job);
                    }
                }
            }
        }
        awaitReceived(job);
        return new Lost(lostDatagrams, lostRecords);
    }

    private static boolean isLost(int datagram) {
        return datagram >= FIRST_LOSS
                && datagram < DATAGRAMS - 10
                && (datagram % 7 == 0 || (datagram > DATAGRAMS / 2 && datagram % 7 == 1));
    }

    /** Each another number than the one before, so that records and datagrams are not confused. */
    private static int recordsIn(int datagram) {
        return 1 + datagram % 5;
    }

    private void send(DatagramSocket socket, byte[] datagram) throws IOException {
        socket.send(
                new DatagramPacket(
                        datagram, datagram.length, InetAddress.getLoopbackAddress(), port));
        sent++;
    }

    private void awaitReceived(EmbeddedJob job) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Balance.of(job.counters()).received() == sent);
    }

    private static byte[] withRecords(NetflowV5Writer writer, int datagram) {
        writer.begin(System.currentTimeMillis(), 60_000);
        for (int i = 0; i < recordsIn(datagram); i++) {
            writer.record().addresses(1, 2).packets(1).octets(100).uptimes(59_000, 60_000);
        }
        return writer.toBytes();
    }

    private static byte[] withRecords(NetflowV9Writer writer, int datagram) {
        writer.begin(System.currentTimeMillis() / 1_000, 60_000);
        return (datagram == 0 ? writer.template(LAYOUT) : writer)
                .data(LAYOUT, records(datagram))
                .toBytes();
    }

    private static byte[] withRecords(IpfixWriter writer, int datagram) {
        writer.begin(System.currentTimeMillis() / 1_000);
        return (datagram == 0 ? writer.template(LAYOUT) : writer)
                .data(LAYOUT, records(datagram))
                .toBytes();
    }

    private static RecordWriter[] records(int datagram) {
        RecordWriter[] records = new RecordWriter[recordsIn(datagram)];
        Arrays.fill(records, RECORD);
        return records;
    }
}
