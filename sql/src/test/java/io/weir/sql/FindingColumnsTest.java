package io.weir.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.IpAddress;
import io.weir.operators.detect.Finding;
import io.weir.operators.detect.Finding.Role;
import io.weir.operators.detect.Rule;
import io.weir.operators.detect.Sample;
import io.weir.operators.traffic.Traffic;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingColumnsTest {

    private static final Rule RULE = new Rule("r", "R", "scan", 1, null);
    private static final IpAddress SOURCE = IpAddress.ofIpv4(0x0a00_0001L);
    private static final IpAddress TARGET = new IpAddress(0x2001_0db8_0000_0000L, 1);

    private static final Column SOURCE_IP = Column.physical("source_ip", DataTypes.STRING());
    private static final Column DESTINATION_IP =
            Column.physical("destination_ip", DataTypes.VARCHAR(39));
    private static final Column HITS = Column.physical("hits", DataTypes.BIGINT().notNull());
    private static final Column START = Column.physical("window_start", DataTypes.TIMESTAMP(3));
    private static final Column END = Column.physical("window_end", DataTypes.TIMESTAMP_LTZ(3));

    private final FindingColumns columns = new FindingColumns(RULE, "flows");

    @Test
    void takesAQueryWithTheColumnsOfAFinding() {
        assertThat(problem(SOURCE_IP, HITS, START, END)).isNull();
        assertThat(problem(DESTINATION_IP, HITS, START, END)).isNull();
        assertThat(
                        problem(
                                SOURCE_IP,
                                DESTINATION_IP,
                                Column.physical("hits", DataTypes.DECIMAL(20, 0)),
                                START,
                                END,
                                Column.physical("destination_port", DataTypes.INT()),
                                Column.physical("packets", DataTypes.DOUBLE()),
                                Column.physical("anything", DataTypes.BYTES())))
                .isNull();
    }

    @Test
    void namesTheColumnThatIsMissing() {
        assertThat(problem(SOURCE_IP, START, END)).contains("no column 'hits'");
        assertThat(problem(SOURCE_IP, HITS, END)).contains("no column 'window_start'");
        assertThat(problem(SOURCE_IP, HITS, START)).contains("no column 'window_end'");
        assertThat(problem(HITS, START, END))
                .contains("neither", "'source_ip'", "'destination_ip'");
    }

    @Test
    void namesTheColumnThatHasAWrongType() {
        assertThat(problem(SOURCE_IP, Column.physical("hits", DataTypes.STRING()), START, END))
                .contains("'hits'", "STRING", "a number");
        assertThat(problem(Column.physical("source_ip", DataTypes.INT()), HITS, START, END))
                .contains("'source_ip'", "INT", "a text");
        assertThat(problem(SOURCE_IP, HITS, Column.physical("window_start", DataTypes.INT()), END))
                .contains("'window_start'", "INT", "a timestamp");
        assertThat(
                        problem(
                                SOURCE_IP,
                                HITS,
                                START,
                                END,
                                Column.physical("octets", DataTypes.BOOLEAN())))
                .contains("'octets'", "BOOLEAN", "a number");
    }

    @Test
    void theSourceIsTheEntityAndTheDestinationItsScope() throws Exception {
        Row row = row("10.0.0.1", "2001:db8::1");
        row.setField("destination_port", 22);
        row.setField("packets", 300L);
        row.setField("octets", 40_000L);

        assertThat(columns.toFinding(row))
                .isEqualTo(
                        new Finding(
                                RULE,
                                SOURCE,
                                Role.SOURCE,
                                "2001:db8::1/port-22",
                                30,
                                "flows",
                                60_000,
                                120_000,
                                119_999,
                                new Traffic(40_000, 300, 30),
                                0,
                                new Sample(0, List.of(TARGET), List.of(22), List.of(), List.of())));
    }

    @Test
    void aloneTheDestinationIsTheEntity() throws Exception {
        Finding finding = columns.toFinding(row(null, "2001:db8::1"));

        assertThat(finding.entity()).isEqualTo(TARGET);
        assertThat(finding.role()).isEqualTo(Role.DESTINATION);
        assertThat(finding.scope()).isEmpty();
        assertThat(finding.sample().peers()).isEmpty();
        assertThat(finding.sample().ports()).isEmpty();
    }

    @Test
    void aColumnOfFlowsIsTakenForFlows() throws Exception {
        Row row = row("10.0.0.1", null);
        row.setField("flows", 77);

        assertThat(columns.toFinding(row).traffic().flows()).isEqualTo(77);
        assertThat(columns.toFinding(row).count()).isEqualTo(30);
    }

    @Test
    void windowTimesCanBeOfEitherKind() throws Exception {
        Row row = row("10.0.0.1", null);
        row.setField("window_start", Instant.ofEpochMilli(5));
        row.setField("window_end", LocalDateTime.of(1970, 1, 1, 0, 0, 1));

        assertThat(columns.toFinding(row).windowStart()).isEqualTo(5);
        assertThat(columns.toFinding(row).windowEnd()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "abc", "dead", "host.example", "10.0.0.1.5", "10.0.0.1 ", "1::2::3"})
    void anAddressThatIsNoneIsRefusedAndNotLookedUp(String address) {
        assertThatThrownBy(() -> columns.toFinding(row(address, null)))
                .isInstanceOf(InvalidRowException.class)
                .hasMessageContaining("source_ip")
                .hasMessageContaining("'" + address + "'");
    }

    @Test
    void aRowWithoutAnyAddressIsRefused() {
        assertThatThrownBy(() -> columns.toFinding(row(null, null)))
                .isInstanceOf(InvalidRowException.class)
                .hasMessageContaining("neither");
    }

    @Test
    void aRowWithoutAWindowIsRefused() {
        Row row = row("10.0.0.1", null);
        row.setField("window_end", null);

        assertThatThrownBy(() -> columns.toFinding(row))
                .isInstanceOf(InvalidRowException.class)
                .hasMessageContaining("window_end");
    }

    private static String problem(Column... columns) {
        return FindingColumns.problem(ResolvedSchema.of(columns));
    }

    private static Row row(String source, String destination) {
        Row row = Row.withNames();
        row.setField("source_ip", source);
        row.setField("destination_ip", destination);
        row.setField("hits", 30L);
        row.setField("window_start", Instant.ofEpochMilli(60_000));
        row.setField("window_end", Instant.ofEpochMilli(120_000));
        return row;
    }
}
