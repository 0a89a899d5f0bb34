package io.weir.sql;

import io.weir.codec.AddressText;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.SampledCounters;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/**
 * The prefiltered views that rules read. Flows are filtered before rows are made of them: a row
 * costs about a microsecond, a flow that is filtered out a few nanoseconds.
 */
enum FlowView {
    /** TCP flows without ACK: unanswered and refused connection attempts. */
    TCP_SYN("tcp_syn") {
        @Override
        boolean takes(FlowBatch batch, int row) {
            return isTcp(batch, row)
                    && (batch.getOr(FlowField.TCP_FLAGS, row, 0) & (SYN | ACK)) == SYN;
        }
    },
    /** Answered TCP flows to a service that people log in to: SSH, Telnet, SMB, RDP, VNC. */
    TCP_LOGIN("tcp_login") {
        @Override
        boolean takes(FlowBatch batch, int row) {
            return isTcp(batch, row)
                    && isLoginPort(batch.getOr(FlowField.DESTINATION_PORT, row, 0))
                    && (batch.getOr(FlowField.TCP_FLAGS, row, ACK) & ACK) != 0;
        }
    };

    static final TypeInformation<Row> ROW_TYPE =
            Types.ROW_NAMED(
                    new String[] {
                        "source_ip",
                        "destination_ip",
                        "source_port",
                        "destination_port",
                        "tcp_flags",
                        "packets",
                        "octets",
                        "exporter_ip"
                    },
                    Types.STRING,
                    Types.STRING,
                    Types.INT,
                    Types.INT,
                    Types.INT,
                    Types.LONG,
                    Types.LONG,
                    Types.STRING);

    /**
     * The columns of a view; {@code received} is the time of receipt and carries the watermark.
     * What is called bytes elsewhere is {@code octets} here: {@code bytes} is a reserved word of
     * Flink. Counters and flags are those from source to destination: rules ask what a host sent.
     */
    static final Schema SCHEMA =
            Schema.newBuilder()
                    .column("source_ip", DataTypes.STRING())
                    .column("destination_ip", DataTypes.STRING())
                    .column("source_port", DataTypes.INT())
                    .column("destination_port", DataTypes.INT())
                    .column("tcp_flags", DataTypes.INT())
                    .column("packets", DataTypes.BIGINT())
                    .column("octets", DataTypes.BIGINT())
                    .column("exporter_ip", DataTypes.STRING())
                    .columnByMetadata("received", DataTypes.TIMESTAMP_LTZ(3), "rowtime", true)
                    .watermark("received", "SOURCE_WATERMARK()")
                    .build();

    private static final int TCP = 6;
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;

    private final String tableName;

    FlowView(String tableName) {
        this.tableName = tableName;
    }

    /** The name of the view in queries. */
    String tableName() {
        return tableName;
    }

    abstract boolean takes(FlowBatch batch, int row);

    FlatMapFunction<FlowBatch, Row> filter() {
        return new Filter(this);
    }

    private static boolean isTcp(FlowBatch batch, int row) {
        return batch.getOr(FlowField.PROTOCOL, row, 0) == TCP;
    }

    private static boolean isLoginPort(long port) {
        return port == 22 || port == 23 || port == 445 || port == 3389 || port == 5900;
    }

    /** Makes rows of the flows that the view takes. */
    private record Filter(FlowView view) implements FlatMapFunction<FlowBatch, Row> {

        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(FlowBatch batch, Collector<Row> out) {
            for (int row = 0; row < batch.size(); row++) {
                if (view.takes(batch, row)
                        && batch.has(FlowField.SOURCE_ADDRESS, row)
                        && batch.has(FlowField.DESTINATION_ADDRESS, row)) {
                    out.collect(toRow(batch, row));
                }
            }
        }

        private static Row toRow(FlowBatch batch, int row) {
            return Row.of(
                    address(batch, FlowField.SOURCE_ADDRESS, row),
                    address(batch, FlowField.DESTINATION_ADDRESS, row),
                    (int) batch.getOr(FlowField.SOURCE_PORT, row, 0),
                    (int) batch.getOr(FlowField.DESTINATION_PORT, row, 0),
                    (int) batch.getOr(FlowField.TCP_FLAGS, row, 0),
                    SampledCounters.packets(batch, row),
                    SampledCounters.bytes(batch, row),
                    AddressText.of(batch.exporterHigh(), batch.exporterLow()));
        }

        private static String address(FlowBatch batch, FlowField field, int row) {
            return AddressText.of(batch.getHigh(field, row), batch.get(field, row));
        }
    }
}
