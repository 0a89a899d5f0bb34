package io.weir.sql;

import static io.weir.sql.TestFlows.ACK;
import static io.weir.sql.TestFlows.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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
                                6,
                                SYN | ACK,
                                1_000L,
                                100_000L,
                                true,
                                false,
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
                                6,
                                SYN | ACK,
                                7L,
                                700L,
                                true,
                                false,
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
    void attemptsAreFlowsWithSynAndWithoutAck(int flags, boolean taken) throws Exception {
        TestFlows.tcp(batch, SOURCE, TARGET, flags, 80);

        assertThat(isTaken(FlowView.TCP_SYN)).isEqualTo(taken);
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
    void loginsAreAnsweredFlowsToALoginService(int port, int flags, boolean taken)
            throws Exception {
        TestFlows.tcp(batch, SOURCE, TARGET, flags, port);

        assertThat(isTaken(FlowView.TCP_LOGIN)).isEqualTo(taken);
    }

    @Test
    void anExporterThatSendsNoFlagsHasLoginsButNoAttempts() throws Exception {
        TestFlows.tcp(batch, SOURCE, TARGET, 0, 22);
        batch.markAbsent(FlowField.TCP_FLAGS, 0);

        assertThat(isTaken(FlowView.TCP_LOGIN)).isTrue();
        assertThat(isTaken(FlowView.TCP_SYN)).isFalse();
    }

    @Test
    void takesTcpFlowsWithBothAddressesOnly() throws Exception {
        TestFlows.tcp(batch, SOURCE, TARGET, ACK, 22);
        batch.set(FlowField.PROTOCOL, 0, 17);
        TestFlows.tcp(batch, SOURCE, TARGET, ACK, 22);
        batch.markAbsent(FlowField.DESTINATION_ADDRESS, 1);

        assertThat(rows(FlowView.TCP_LOGIN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"4, true", "20, true", "6, false", "21, false", "28, false", "16, false"})
    void refusalsAreResetsAndNothingElse(int flags, boolean taken) throws Exception {
        TestFlows.tcp(batch, SOURCE, TARGET, flags, 80);

        assertThat(isTaken(FlowView.TCP_RESET)).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({
        "6, 25, 16, true",
        "6, 6667, 27, true",
        "6, 6670, 27, false",
        "6, 80, 27, false",
        "6, 25, 2, false",
        "17, 25, 16, false"
    })
    void watchedServicesAreThoseOfTheirPorts(int protocol, int port, int flags, boolean taken)
            throws Exception {
        TestFlows.tcp(batch, SOURCE, TARGET, flags, port);
        batch.set(FlowField.PROTOCOL, 0, protocol);

        assertThat(isTaken(FlowView.TCP_WATCHED)).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({
        "17, 50000, 123, true",
        "17, 123, 50000, true",
        "17, 50000, 443, false",
        "6, 50000, 123, false"
    })
    void watchedUdpIsToOrFromAPort(int protocol, int source, int destination, boolean taken)
            throws Exception {
        TestFlows.tcp(batch, SOURCE, TARGET, 0, destination);
        batch.set(FlowField.PROTOCOL, 0, protocol);
        batch.set(FlowField.SOURCE_PORT, 0, source);

        assertThat(isTaken(FlowView.UDP_WATCHED)).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({"17, 53, true", "6, 53, true", "17, 54, false", "132, 53, false"})
    void questionsGoToPort53(int protocol, int port, boolean taken) throws Exception {
        TestFlows.tcp(batch, SOURCE, TARGET, ACK, port);
        batch.set(FlowField.PROTOCOL, 0, protocol);

        assertThat(isTaken(FlowView.DNS)).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "58, true", "6, false", "0, false"})
    void icmpIsOfBothVersionsOfIp(int protocol, boolean taken) throws Exception {
        TestFlows.tcp(batch, SOURCE, TARGET, ACK, 22);
        batch.set(FlowField.PROTOCOL, 0, protocol);
        batch.set(FlowField.ICMP_TYPE, 0, 8);

        assertThat(isTaken(FlowView.ICMP)).isEqualTo(taken);
        if (taken) {
            assertThat(column(FlowView.ICMP, FlowColumn.ICMP_TYPE)).isEqualTo(8);
        }
    }

    @Test
    void everyFlowIsInTheRawViewAndWithoutAListNoneIsAThreat() throws Exception {
        TestFlows.tcp(batch, SOURCE, TARGET, SYN, 80);
        batch.set(FlowField.START_MILLIS, 0, 5);
        batch.set(FlowField.SOURCE_AS, 0, 64_500);
        batch.set(FlowField.INPUT_INTERFACE, 0, 7);

        assertThat(isTaken(FlowView.THREATS)).isFalse();
        assertThat(column(FlowView.FLOWS, FlowColumn.START_TIME))
                .isEqualTo(Instant.ofEpochMilli(5));
        assertThat(column(FlowView.FLOWS, FlowColumn.END_TIME)).isNull();
        assertThat(column(FlowView.FLOWS, FlowColumn.SOURCE_AS)).isEqualTo(64_500L);
        assertThat(column(FlowView.FLOWS, FlowColumn.INPUT_INTERFACE)).isEqualTo(7L);
        assertThat(column(FlowView.FLOWS, FlowColumn.SOURCE_COUNTRY)).isNull();
        assertThat(column(FlowView.FLOWS, FlowColumn.SERVICE)).isEqualTo("http");
    }

    @ParameterizedTest
    @EnumSource(FlowView.class)
    void typeAndSchemaHaveTheSameColumns(FlowView view) {
        List<String> names =
                new ArrayList<>(List.of(((RowTypeInfo) view.rowType()).getFieldNames()));
        names.add("received");

        assertThat(view.schema().getColumns())
                .extracting(column -> column.getName())
                .containsExactlyElementsOf(names);
    }

    private boolean isTaken(FlowView view) throws Exception {
        return !rows(view).isEmpty();
    }

    private Object column(FlowView view, FlowColumn column) throws Exception {
        return rows(view).get(0).getField(view.columns().indexOf(column));
    }

    private List<Row> rows(FlowView view) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (Enricher enricher = Enricher.open(EnrichmentOptions.NONE)) {
            view.filter().flatMap(enricher.enrich(batch), new ListCollector<>(rows));
        }
        return rows;
    }
}
