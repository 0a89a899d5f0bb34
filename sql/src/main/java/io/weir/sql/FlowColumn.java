package io.weir.sql;

import io.weir.codec.AddressText;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.ApplicationName;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.FlowEnd;
import io.weir.operators.enrich.geo.Place;
import io.weir.operators.enrich.names.Services;
import io.weir.operators.enrich.networks.NetworkLabel;
import io.weir.operators.enrich.threat.Threat;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javax.annotation.Nullable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;

/**
 * The columns that views are made of. Each tells of one way of a flow: what the source sent. Values
 * that are not known are null, or 0 where the column has numbers that are never null.
 *
 * <p>What is called bytes elsewhere is {@code octets} here: {@code bytes} is a reserved word of
 * Flink.
 */
@SuppressWarnings("ImmutableEnumChecker") // what fields hold never changes
enum FlowColumn {
    SOURCE_IP(Kind.TEXT, way -> way.address(way.direction().source())),
    DESTINATION_IP(Kind.TEXT, way -> way.address(way.direction().destination())),
    SOURCE_PORT(Kind.INT, way -> (int) way.number(way.direction().sourcePort())),
    DESTINATION_PORT(Kind.INT, way -> (int) way.number(way.direction().destinationPort())),
    /** IANA protocol number. */
    PROTOCOL(Kind.INT, way -> (int) way.number(FlowField.PROTOCOL)),
    TCP_FLAGS(Kind.INT, way -> (int) way.number(way.direction().tcpFlags())),
    /** Corrected for sampling. */
    PACKETS(Kind.LONG, way -> way.direction().packets(way.batch(), way.row())),
    /** Corrected for sampling. */
    OCTETS(Kind.LONG, way -> way.direction().bytes(way.batch(), way.row())),
    /** Whether the source is in the operator's networks. */
    SOURCE_INSIDE(Kind.BOOLEAN, way -> way.source().isInside(way.row())),
    DESTINATION_INSIDE(Kind.BOOLEAN, way -> way.destination().isInside(way.row())),
    EXPORTER_IP(
            Kind.TEXT,
            way -> AddressText.of(way.batch().exporterHigh(), way.batch().exporterLow())),

    /** The port of the end that is asked; the lower one where that is not known. */
    SERVICE_PORT(Kind.INT, FlowWay::servicePort),
    /** How many flows a row stands for. */
    FLOW_COUNT(Kind.LONG, way -> 1L),
    ICMP_TYPE(Kind.INT, way -> (int) way.number(FlowField.ICMP_TYPE)),
    ICMP_CODE(Kind.INT, way -> (int) way.number(FlowField.ICMP_CODE)),

    /** The names of the feeds that list the source, separated by commas. */
    SOURCE_FEEDS(Kind.TEXT, way -> feeds(way.source().threat(way.row()))),
    DESTINATION_FEEDS(Kind.TEXT, way -> feeds(way.destination().threat(way.row()))),
    /** The highest score of a listed end, 0 to 100. */
    THREAT_SCORE(
            Kind.INT,
            way ->
                    Math.max(
                            score(way.source().threat(way.row())),
                            score(way.destination().threat(way.row())))),

    START_TIME(Kind.TIME, way -> way.time(FlowField.START_MILLIS)),
    END_TIME(Kind.TIME, way -> way.time(FlowField.END_MILLIS)),
    /** The octet of DSCP and ECN. */
    TOS(Kind.INT, way -> (int) way.number(FlowField.TOS)),
    /** 0 if not known. */
    SOURCE_AS(Kind.LONG, way -> way.source().asNumber(way.row())),
    DESTINATION_AS(Kind.LONG, way -> way.destination().asNumber(way.row())),
    /** ISO 3166-1 alpha-2. */
    SOURCE_COUNTRY(Kind.TEXT, way -> country(way.source().place(way.row()))),
    DESTINATION_COUNTRY(Kind.TEXT, way -> country(way.destination().place(way.row()))),
    SOURCE_NETWORK(Kind.TEXT, way -> network(way.source().label(way.row()))),
    DESTINATION_NETWORK(Kind.TEXT, way -> network(way.destination().label(way.row()))),
    APPLICATION(Kind.TEXT, way -> ApplicationName.of(way.flows(), way.row())),
    /** IANA's name for the server's port. */
    SERVICE(Kind.TEXT, FlowColumn::service),
    INPUT_INTERFACE(Kind.LONG, way -> way.number(FlowField.INPUT_INTERFACE)),
    OUTPUT_INTERFACE(Kind.LONG, way -> way.number(FlowField.OUTPUT_INTERFACE)),
    VLAN(Kind.INT, way -> (int) way.number(FlowField.VLAN)),
    /** Whether another observation point reports the same, and counts in sums. */
    DUPLICATE(Kind.BOOLEAN, way -> way.direction().isDuplicate(way.batch(), way.row()));

    /** What every view has, in this order. */
    static final List<FlowColumn> COMMON =
            List.of(
                    SOURCE_IP,
                    DESTINATION_IP,
                    SOURCE_PORT,
                    DESTINATION_PORT,
                    PROTOCOL,
                    TCP_FLAGS,
                    PACKETS,
                    OCTETS,
                    SOURCE_INSIDE,
                    DESTINATION_INSIDE,
                    EXPORTER_IP);

    /** The types of columns, to Flink's tables and to its streams. */
    @SuppressWarnings("ImmutableEnumChecker") // what fields hold never changes
    enum Kind {
        TEXT(DataTypes.STRING(), Types.STRING),
        INT(DataTypes.INT(), Types.INT),
        LONG(DataTypes.BIGINT(), Types.LONG),
        BOOLEAN(DataTypes.BOOLEAN(), Types.BOOLEAN),
        TIME(DataTypes.TIMESTAMP_LTZ(3), Types.INSTANT);

        private final transient DataType sql;
        private final transient TypeInformation<?> stream;

        Kind(DataType sql, TypeInformation<?> stream) {
            this.sql = sql;
            this.stream = stream;
        }

        DataType sql() {
            return sql;
        }

        TypeInformation<?> stream() {
            return stream;
        }
    }

    private final Kind kind;
    private final transient Function<FlowWay, Object> value;

    FlowColumn(Kind kind, Function<FlowWay, Object> value) {
        this.kind = kind;
        this.value = value;
    }

    /** The name of the column in queries. */
    String columnName() {
        return name().toLowerCase(Locale.ROOT);
    }

    Kind kind() {
        return kind;
    }

    /** Its value, or null if it is not known. */
    @Nullable
    Object of(FlowWay way) {
        return value.apply(way);
    }

    @Nullable
    private static String feeds(@Nullable Threat threat) {
        return threat == null ? null : String.join(",", threat.feeds());
    }

    private static int score(@Nullable Threat threat) {
        return threat == null ? 0 : threat.score();
    }

    @Nullable
    private static String country(@Nullable Place place) {
        return place == null ? null : place.countryCode();
    }

    @Nullable
    private static String network(@Nullable NetworkLabel label) {
        return label == null ? null : label.name();
    }

    @Nullable
    private static String service(FlowWay way) {
        FlowEnd server = way.flows().server(way.row());
        if (server == null) {
            return null;
        }
        int port = (int) way.number(server.fields().port());
        int service = Services.iana().find((int) way.number(FlowField.PROTOCOL), port);
        return service == 0 ? null : Services.iana().name(service);
    }

    /** One way of one flow. */
    record FlowWay(EnrichedFlows flows, int row, FlowDirection direction) {

        FlowBatch batch() {
            return flows.batch();
        }

        FlowEnd source() {
            return direction == FlowDirection.FORWARD ? flows.source() : flows.destination();
        }

        FlowEnd destination() {
            return direction == FlowDirection.FORWARD ? flows.destination() : flows.source();
        }

        long number(FlowField field) {
            return batch().getOr(field, row, 0);
        }

        /** The port of the end that is asked; the lower one where that is not known. */
        int servicePort() {
            FlowEnd server = flows.server(row);
            return (int)
                    (server != null
                            ? number(server.fields().port())
                            : Math.min(
                                    number(FlowField.SOURCE_PORT),
                                    number(FlowField.DESTINATION_PORT)));
        }

        private String address(FlowField field) {
            return AddressText.of(batch().getHigh(field, row), batch().get(field, row));
        }

        @Nullable
        private Instant time(FlowField field) {
            return batch().has(field, row) ? Instant.ofEpochMilli(batch().get(field, row)) : null;
        }
    }
}
