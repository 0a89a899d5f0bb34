package io.weir.sql;

import io.weir.codec.IpAddress;
import io.weir.operators.detect.Finding;
import io.weir.operators.detect.Finding.Role;
import io.weir.operators.detect.Rule;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
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

    static final List<String> REQUIRED = List.of("hits", "window_start", "window_end");

    /** Says what is missing in a query with these columns, or null if nothing is. */
    static String problem(List<String> columns) {
        for (String column : REQUIRED) {
            if (!columns.contains(column)) {
                return "the query has no column '" + column + "'.";
            }
        }
        if (!columns.contains("source_ip") && !columns.contains("destination_ip")) {
            return "the query has neither a column 'source_ip' nor 'destination_ip'.";
        }
        return null;
    }

    Finding toFinding(Row row) {
        Set<String> columns = row.getFieldNames(true);
        IpAddress source = address(row, columns, "source_ip");
        IpAddress destination = address(row, columns, "destination_ip");
        long port = number(row, columns, "destination_port");
        long hits = number(row, columns, "hits");
        long windowEnd = millis(row.getField("window_end"));
        return new Finding(
                rule,
                source != null ? source : destination,
                source != null ? Role.SOURCE : Role.DESTINATION,
                scope(source == null ? null : destination, port),
                hits,
                measure,
                millis(row.getField("window_start")),
                windowEnd,
                windowEnd - 1,
                columns.contains("flows") ? number(row, columns, "flows") : hits,
                number(row, columns, "packets"),
                number(row, columns, "octets"),
                source == null || destination == null ? List.of() : List.of(destination),
                port == 0 ? List.of() : List.of((int) port),
                List.of());
    }

    private static String scope(IpAddress peer, long port) {
        String host = peer == null ? "" : peer.toString();
        return port == 0 ? host : host + "/port-" + port;
    }

    private static long number(Row row, Set<String> columns, String column) {
        return columns.contains(column) && row.getField(column) instanceof Number number
                ? number.longValue()
                : 0;
    }

    private static IpAddress address(Row row, Set<String> columns, String column) {
        if (!columns.contains(column) || row.getField(column) == null) {
            return null;
        }
        String text = row.getFieldAs(column);
        try {
            // A literal, written by our own view: never a name that would be looked up.
            return IpAddress.ofBytes(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(
                    "The column " + column + " has '" + text + "', which is no IP address.", e);
        }
    }

    private static long millis(Object time) {
        if (time instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        if (time instanceof LocalDateTime local) {
            return local.toInstant(ZoneOffset.UTC).toEpochMilli();
        }
        throw new IllegalStateException("A window column has " + time + ", which is no timestamp.");
    }
}
