package io.weir.sql;

import static io.weir.sql.TestFlows.ACK;
import static io.weir.sql.TestFlows.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowViewTest {

    private static final IpAddress SOURCE = IpAddress.ofIpv4(0x0a00_0001L);
    private static final IpAddress TARGET = new IpAddress(0x2001_0db8_0000_0000L, 1);

    private final FlowBatch batch = TestFlows.batch(0);

    @Test
    void makesARowOfAFlow() throws Exception {
        TestFlows.tcp(batch, SOURCE, TARGET, SYN | ACK, 22);
        batch.set(FlowField.SAMPLING_INTERVAL, 0, 100);

        assertThat(rows(FlowView.TCP_LOGIN))
                .containsExactly(
                        Row.of(
                                "10.0.0.1",
                                "2001:db8::1",
                                50_000,
                                22,
                                SYN | ACK,
                                1_000L,
                                100_000L,
                                "192.0.2.1"));
    }

    @Test
    void makesARowOfEachDirectionOfARecord() throws Exception {
        // A record that begins with the answer, as RFC 5103 allows.
        TestFlows.tcp(batch, /* source= */ TARGET, /* target= */ SOURCE, SYN | ACK, 50_000);
        batch.set(FlowField.SOURCE_PORT, 0, 22);
        batch.set(FlowField.REVERSE_PACKETS, 0, 7);
        batch.set(FlowField.REVERSE_BYTES, 0, 700);
        batch.set(FlowField.REVERSE_TCP_FLAGS, 0, SYN | ACK);
        TestFlows.tcp(batch, /* source= */ TARGET, /* target= */ SOURCE, SYN | ACK, 50_000);
        batch.set(FlowField.SOURCE_PORT, 1, 22);

        assertThat(rows(FlowView.TCP_LOGIN))
                .containsExactly(
                        Row.of(
                                "10.0.0.1",
                                "2001:db8::1",
                                50_000,
                                22,
                                SYN | ACK,
                                7L,
                                700L,
                                "192.0.2.1"));
    }

    @Test
    void rowsStayAsTheyWereWhenTheBatchIsUsedAgain() throws Exception {
        TestFlows.tcp(batch, SOURCE, TARGET, ACK, 22);
        List<Row> rows = rows(FlowView.TCP_LOGIN);
        Row before = Row.copy(rows.get(0));
        batch.clear();
        TestFlows.tcp(batch, TARGET, SOURCE, ACK, 23);
        rows.addAll(rows(FlowView.TCP_LOGIN));

        assertThat(rows.get(0)).isEqualTo(before).isNotSameAs(rows.get(1));
    }

    @ParameterizedTest
    @CsvSource({"2, true", "6, true", "18, false", "16, false", "0, false", "194, true"})
    void attemptsAreFlowsWithSynAndWithoutAck(int flags, boolean taken) {
        TestFlows.tcp(batch, SOURCE, TARGET, flags, 80);

        assertThat(FlowView.TCP_SYN.takes(batch, 0, FlowDirection.FORWARD)).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({
        "22, 27, true",
        "23, 27, true",
        "445, 16, true",
        "3389, 27, true",
        "5900, 27, true",
        "22, 2, false",
        "80, 27, false",
        "0, 27, false"
    })
    void loginsAreAnsweredFlowsToALoginService(int port, int flags, boolean taken) {
        TestFlows.tcp(batch, SOURCE, TARGET, flags, port);

        assertThat(FlowView.TCP_LOGIN.takes(batch, 0, FlowDirection.FORWARD)).isEqualTo(taken);
    }

    @Test
    void anExporterThatSendsNoFlagsHasLoginsButNoAttempts() {
        TestFlows.tcp(batch, SOURCE, TARGET, 0, 22);
        batch.markAbsent(FlowField.TCP_FLAGS, 0);

        assertThat(FlowView.TCP_LOGIN.takes(batch, 0, FlowDirection.FORWARD)).isTrue();
        assertThat(FlowView.TCP_SYN.takes(batch, 0, FlowDirection.FORWARD)).isFalse();
    }

    @Test
    void takesTcpFlowsWithBothAddressesOnly() throws Exception {
        TestFlows.tcp(batch, SOURCE, TARGET, ACK, 22);
        batch.set(FlowField.PROTOCOL, 0, 17);
        TestFlows.tcp(batch, SOURCE, TARGET, ACK, 22);
        batch.markAbsent(FlowField.DESTINATION_ADDRESS, 1);

        assertThat(rows(FlowView.TCP_LOGIN)).isEmpty();
    }

    @Test
    void typeAndSchemaHaveTheSameColumns() {
        assertThat(FlowView.SCHEMA.getColumns())
                .extracting(column -> column.getName())
                .containsExactly(
                        "source_ip",
                        "destination_ip",
                        "source_port",
                        "destination_port",
                        "tcp_flags",
                        "packets",
                        "octets",
                        "exporter_ip",
                        "received");
        assertThat(FlowView.ROW_TYPE.getArity()).isEqualTo(8);
    }

    private List<Row> rows(FlowView view) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (Enricher enricher = Enricher.open(EnrichmentOptions.NONE)) {
            view.filter().flatMap(enricher.enrich(batch), new ListCollector<>(rows));
        }
        return rows;
    }
}
