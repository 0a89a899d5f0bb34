package io.weir.sql;

import static org.apache.flink.table.api.Expressions.$;
import static org.apache.flink.table.api.Expressions.lit;
import static org.apache.flink.table.api.Expressions.nullOf;

import io.weir.codec.IpAddress;
import io.weir.operators.detect.Finding;
import io.weir.operators.detect.Finding.Role;
import io.weir.operators.detect.Rule;
import io.weir.operators.detect.Sample;
import io.weir.operators.traffic.Traffic;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.expressions.Expression;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.types.Row;

/**
 * The columns that a rule's query gives, and how they become a finding.
 *
 * <ul>
 *   <li>{@code source_ip} or {@code destination_ip}: the entity; if both are there, the source is
 *       the entity and the destination tells its findings apart
 *   <li>{@code hits}: what was counted
 *   <li>{@code window_start}, {@code window_end}: of the window
 *   <li>optional {@code destination_port}, {@code flows}, {@code packets}, {@code octets}
 * </ul>
 */
record FindingColumns(Rule rule, String measure) implements Serializable {

    /** Which rule a row is of, where rows of several are together. */
    static final String RULE_ID = "rule_id";

    private static final List<String> REQUIRED = List.of("hits", "window_start", "window_end");

    /** The families of types that columns may have, by the name of the column. */
    private static final Map<String, Kind> KINDS =
            Map.of(
                    "source_ip", Kind.TEXT,
                    "destination_ip", Kind.TEXT,
                    "destination_port", Kind.NUMBER,
                    "hits", Kind.NUMBER,
                    "flows", Kind.NUMBER,
                    "packets", Kind.NUMBER,
                    "octets", Kind.NUMBER,
                    "window_start", Kind.TIMESTAMP,
                    "window_end", Kind.TIMESTAMP);

    /** Digits and dots, or anything with a colon: what is no name that would be looked up. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F.:]*:[0-9a-fA-F.:]*");

    @SuppressWarnings("ImmutableEnumChecker") // what fields hold never changes
    private enum Kind {
        TEXT("a text", LogicalTypeFamily.CHARACTER_STRING, DataTypes.STRING()),
        NUMBER("a number", LogicalTypeFamily.NUMERIC, DataTypes.BIGINT()),
        TIMESTAMP("a timestamp", LogicalTypeFamily.TIMESTAMP, DataTypes.TIMESTAMP_LTZ(3));

        private final String text;
        private final LogicalTypeFamily family;
        private final transient DataType type;

        Kind(String text, LogicalTypeFamily family, DataType type) {
            this.text = text;
            this.family = family;
            this.type = type;
        }
    }

    /** Says what is wrong in a query with these columns, or null if nothing is. */
    static String problem(ResolvedSchema schema) {
        List<String> columns = schema.getColumnNames();
        for (String column : REQUIRED) {
            if (!columns.contains(column)) {
                return "the query has no column '" + column + "'.";
            }
        }
        if (!columns.contains("source_ip") && !columns.contains("destination_ip")) {
            return "the query has neither a column 'source_ip' nor 'destination_ip'.";
        }
        for (Column column : schema.getColumns()) {
            Kind kind = KINDS.get(column.getName());
            LogicalType type = column.getDataType().getLogicalType();
            if (kind != null && !type.is(kind.family)) {
                return "the column '%s' is %s, not %s."
                        .formatted(column.getName(), type.asSummaryString(), kind.text);
            }
        }
        return null;
    }

    /** The rows of a query without problem, all columns there and of the same types for each. */
    Table normalise(Table result) {
        List<String> given = result.getResolvedSchema().getColumnNames();
        List<Expression> columns = new ArrayList<>();
        columns.add(lit(rule.id()).cast(DataTypes.STRING()).as(RULE_ID));
        for (Map.Entry<String, Kind> column : new TreeMap<>(KINDS).entrySet()) {
            String name = column.getKey();
            DataType type = column.getValue().type;
            columns.add((given.contains(name) ? $(name).cast(type) : nullOf(type)).as(name));
        }
        return result.select(columns.toArray(Expression[]::new));
    }

    /**
     * The finding that a row tells of.
     *
     * @throws InvalidRowException naming the column and what is wrong with its value
     */
    Finding toFinding(Row row) throws InvalidRowException {
        Set<String> columns = row.getFieldNames(true);
        IpAddress source = address(row, columns, "source_ip");
        IpAddress destination = address(row, columns, "destination_ip");
        if (source == null && destination == null) {
            throw new InvalidRowException("neither source_ip nor destination_ip has an address.");
        }
        long port = number(row, columns, "destination_port");
        long hits = number(row, columns, "hits");
        long windowEnd = millis(row, "window_end");
        return new Finding(
                rule,
                source != null ? source : destination,
                source != null ? Role.SOURCE : Role.DESTINATION,
                scope(source == null ? null : destination, port),
                hits,
                measure,
                millis(row, "window_start"),
                windowEnd,
                windowEnd - 1,
                new Traffic(
                        number(row, columns, "octets"),
                        number(row, columns, "packets"),
                        columns.contains("flows") && row.getField("flows") != null
                                ? number(row, columns, "flows")
                                : hits),
                0,
                new Sample(
                        measure.equals("hosts") ? hits : 0,
                        source == null || destination == null ? List.of() : List.of(destination),
                        port == 0 ? List.of() : List.of((int) port),
                        List.of(),
                        List.of()));
    }

    private static String scope(IpAddress peer, long port) {
        String host = peer == null ? "" : peer.toString();
        String service = port == 0 ? "" : "port-" + port;
        return host.isEmpty() || service.isEmpty() ? host + service : host + "/" + service;
    }

    private static long number(Row row, Set<String> columns, String column) {
        return columns.contains(column) && row.getField(column) instanceof Number number
                ? number.longValue()
                : 0;
    }

    private static IpAddress address(Row row, Set<String> columns, String column)
            throws InvalidRowException {
        if (!columns.contains(column) || row.getField(column) == null) {
            return null;
        }
        String text = row.getFieldAs(column);
        if (LITERAL.matcher(text).matches()) {
            try {
                return IpAddress.ofBytes(InetAddress.getByName(text).getAddress());
            } catch (UnknownHostException e) {
                throw noAddress(column, text);
            }
        }
        throw noAddress(column, text);
    }

    private static InvalidRowException noAddress(String column, String text) {
        return new InvalidRowException(column + " has '" + text + "', which is no IP address.");
    }

    private static long millis(Row row, String column) throws InvalidRowException {
        Object time = row.getField(column);
        if (time instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        if (time instanceof LocalDateTime local) {
            return local.toInstant(ZoneOffset.UTC).toEpochMilli();
        }
        throw new InvalidRowException(column + " has " + time + ", which is no timestamp.");
    }
}
