package io.weir.sql;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.names.IpProtocols;
import io.weir.sql.FlowColumn.FlowWay;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamFlatMap;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/**
 * The views that rules read. Flows are filtered before rows are made of them: a row costs about a
 * microsecond, a flow that is filtered out up to ten nanoseconds (ViewPrices).
 *
 * <p>A record of both directions makes a row for each that the view takes, as two records of one
 * direction would.
 */
@SuppressWarnings("ImmutableEnumChecker") // what fields hold never changes
enum FlowView {
    /** TCP flows with SYN and without ACK: unanswered and refused connection attempts. */
    TCP_SYN("tcp_syn", FlowColumn.COMMON) {
        @Override
        boolean takes(EnrichedFlows flows, int row, FlowDirection direction) {
            FlowBatch batch = flows.batch();
            return isTcp(batch, row)
                    && (batch.getOr(direction.tcpFlags(), row, 0) & (SYN | ACK)) == SYN;
        }
    },
    /** TCP flows of nothing but a reset: the source refused the connection. */
    TCP_RESET("tcp_reset", FlowColumn.COMMON) {
        @Override
        boolean takes(EnrichedFlows flows, int row, FlowDirection direction) {
            FlowBatch batch = flows.batch();
            return isTcp(batch, row)
                    && (batch.getOr(direction.tcpFlags(), row, 0) & (FIN | SYN | RST | PSH)) == RST;
        }
    },
    /** Answered TCP flows to a service that people log in to: SSH, Telnet, SMB, RDP, VNC. */
    TCP_LOGIN("tcp_login", FlowColumn.COMMON) {
        @Override
        boolean takes(EnrichedFlows flows, int row, FlowDirection direction) {
            return isAnswered(flows.batch(), row, direction, LOGIN_PORTS);
        }
    },
    /** Answered TCP flows to a port that is seldom used, and then worth a look. */
    TCP_WATCHED("tcp_watched", FlowColumn.COMMON) {
        @Override
        boolean takes(EnrichedFlows flows, int row, FlowDirection direction) {
            return isAnswered(flows.batch(), row, direction, WATCHED_TCP_PORTS);
        }
    },
    /** UDP flows from or to a port of a service that reflects, or that belongs inside. */
    UDP_WATCHED("udp_watched", FlowColumn.COMMON) {
        @Override
        boolean takes(EnrichedFlows flows, int row, FlowDirection direction) {
            FlowBatch batch = flows.batch();
            return batch.getOr(FlowField.PROTOCOL, row, 0) == IpProtocols.UDP
                    && (WATCHED_UDP_PORTS.has(batch.getOr(direction.destinationPort(), row, 0))
                            || WATCHED_UDP_PORTS.has(batch.getOr(direction.sourcePort(), row, 0)));
        }
    },
    /** What is sent to port 53, over UDP and TCP: questions. */
    DNS("dns", FlowColumn.COMMON) {
        @Override
        boolean takes(EnrichedFlows flows, int row, FlowDirection direction) {
            FlowBatch batch = flows.batch();
            long protocol = batch.getOr(FlowField.PROTOCOL, row, 0);
            return (protocol == IpProtocols.UDP || protocol == IpProtocols.TCP)
                    && batch.getOr(direction.destinationPort(), row, 0) == DNS_PORT;
        }
    },
    /** ICMP and ICMPv6. */
    ICMP("icmp", and(FlowColumn.COMMON, FlowColumn.ICMP_TYPE, FlowColumn.ICMP_CODE)) {
        @Override
        boolean takes(EnrichedFlows flows, int row, FlowDirection direction) {
            long protocol = flows.batch().getOr(FlowField.PROTOCOL, row, 0);
            return protocol == IpProtocols.ICMP || protocol == IpProtocols.ICMPV6;
        }
    },
    /** Flows with an end that a list of threats names. */
    THREATS(
            "threats",
            and(
                    FlowColumn.COMMON,
                    FlowColumn.SOURCE_FEEDS,
                    FlowColumn.DESTINATION_FEEDS,
                    FlowColumn.THREAT_SCORE)) {
        @Override
        boolean takes(EnrichedFlows flows, int row, FlowDirection direction) {
            return flows.source().threatId(row) != 0 || flows.destination().threatId(row) != 0;
        }
    },
    /** Sums of flows between two hosts and one port, of up to 10 s: add them up. */
    TRAFFIC_10S("traffic_10s", TrafficSums.COLUMNS) {
        @Override
        boolean takes(EnrichedFlows flows, int row, FlowDirection direction) {
            return !direction.isDuplicate(flows.batch(), row);
        }

        @Override
        OneInputStreamOperator<EnrichedFlows, Row> operator() {
            return new TrafficSums();
        }
    },
    /** Every flow, with all columns. */
    FLOWS("flows", List.of(FlowColumn.values())) {
        @Override
        boolean takes(EnrichedFlows flows, int row, FlowDirection direction) {
            return true;
        }
    };

    /** The time of receipt; it carries the watermark. Every view has it. */
    static final String RECEIVED = "received";

    private static final int FIN = 0x01;
    private static final int SYN = 0x02;
    private static final int RST = 0x04;
    private static final int PSH = 0x08;
    private static final int ACK = 0x10;
    private static final int DNS_PORT = 53;

    private static final PortSet LOGIN_PORTS = PortSet.of(22, 23, 445, 3389, 5900);

    /** FTP, Telnet, mail, management, databases, file sharing, IRC, mining pools, P2P. */
    private static final PortSet WATCHED_TCP_PORTS =
            PortSet.of(
                            21, 23, 25, 135, 139, 445, 1433, 1521, 2375, 3306, 3333, 3389, 4662,
                            5432, 5900, 6379, 6697, 9200, 10_128, 11_211, 14_433, 14_444, 20_128,
                            27_017, 45_560, 45_700)
                    .andRange(5985, 5986)
                    .andRange(6660, 6669)
                    .andRange(6881, 6889);

    /**
     * Those of reflectors as US-CERT's alert TA14-017A lists them, and name services of one link.
     */
    private static final PortSet WATCHED_UDP_PORTS =
            PortSet.of(17, 19, 111, 123, 137, 138, 161, 389, 1900, 3702, 5353, 5355, 11_211);

    private final String tableName;
    private final transient List<FlowColumn> columns;

    FlowView(String tableName, List<FlowColumn> columns) {
        this.tableName = tableName;
        this.columns = columns;
    }

    private static List<FlowColumn> and(List<FlowColumn> columns, FlowColumn... more) {
        return Stream.concat(columns.stream(), Stream.of(more)).toList();
    }

    /** The name of the view in queries. */
    String tableName() {
        return tableName;
    }

    /** Its columns besides {@link #RECEIVED}. */
    List<FlowColumn> columns() {
        return columns;
    }

    /** Whether what went this way is in the view. */
    abstract boolean takes(EnrichedFlows flows, int row, FlowDirection direction);

    TypeInformation<Row> rowType() {
        return Types.ROW_NAMED(
                columns.stream().map(FlowColumn::columnName).toArray(String[]::new),
                columns.stream()
                        .map(column -> column.kind().stream())
                        .toArray(TypeInformation[]::new));
    }

    Schema schema() {
        Schema.Builder schema = Schema.newBuilder();
        for (FlowColumn column : columns) {
            schema.column(column.columnName(), column.kind().sql());
        }
        return schema.columnByMetadata(RECEIVED, DataTypes.TIMESTAMP_LTZ(3), "rowtime", true)
                .watermark(RECEIVED, "SOURCE_WATERMARK()")
                .build();
    }

    /**
     * The rows of the flows that are in the view, made in their chain. Part of the graph only if
     * something reads them: a view that no rule reads would cost a look at every flow.
     */
    DataStream<Row> rowsOf(DataStream<EnrichedFlows> flows) {
        OneInputTransformation<EnrichedFlows, Row> rows =
                new OneInputTransformation<>(
                        flows.getTransformation(),
                        "view " + tableName,
                        operator(),
                        rowType(),
                        flows.getParallelism());
        rows.setUid("sql-view-" + tableName);
        return new DataStream<>(flows.getExecutionEnvironment(), rows);
    }

    /** Makes the rows of the view. */
    OneInputStreamOperator<EnrichedFlows, Row> operator() {
        return new StreamFlatMap<>(filter());
    }

    FlatMapFunction<EnrichedFlows, Row> filter() {
        return new Filter(this);
    }

    /** Whether what went this way is in the view, and says from where to where. */
    boolean hasRowOf(EnrichedFlows flows, int row, FlowDirection direction) {
        FlowBatch batch = flows.batch();
        return direction.isIn(batch, row)
                && takes(flows, row, direction)
                && batch.has(direction.source(), row)
                && batch.has(direction.destination(), row);
    }

    private static boolean isTcp(FlowBatch batch, int row) {
        return batch.getOr(FlowField.PROTOCOL, row, 0) == IpProtocols.TCP;
    }

    /** Of an exporter that sends no flags any flow counts as answered. */
    private static boolean isAnswered(
            FlowBatch batch, int row, FlowDirection direction, PortSet ports) {
        return isTcp(batch, row)
                && ports.has(batch.getOr(direction.destinationPort(), row, 0))
                && (batch.getOr(direction.tcpFlags(), row, ACK) & ACK) != 0;
    }

    /** Makes rows of the flows that the view takes. */
    private record Filter(FlowView view) implements FlatMapFunction<EnrichedFlows, Row> {

        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(EnrichedFlows flows, Collector<Row> out) {
            for (int row = 0; row < flows.size(); row++) {
                collect(flows, row, FlowDirection.FORWARD, out);
                collect(flows, row, FlowDirection.REVERSE, out);
            }
        }

        private void collect(
                EnrichedFlows flows, int row, FlowDirection direction, Collector<Row> out) {
            if (view.hasRowOf(flows, row, direction)) {
                out.collect(view.toRow(new FlowWay(flows, row, direction)));
            }
        }
    }

    private Row toRow(FlowWay way) {
        Row row = new Row(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            row.setField(i, columns.get(i).of(way));
        }
        return row;
    }
}
