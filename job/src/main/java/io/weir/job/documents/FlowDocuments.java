package io.weir.job.documents;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.flow.SamplingSource;
import io.weir.codec.flow.TimeAdjustment;
import io.weir.operators.SampledCounters;
import io.weir.operators.Sums;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Writes flows as documents: ECS with the {@code flow.*} family of ElastiFlow 4. One instance per
 * thread.
 */
public final class FlowDocuments {

    private static final int TCP = 6;

    /** The end of the year 9999: Elasticsearch takes years of four digits. */
    private static final long LAST_MILLIS = 253_402_300_799_999L;

    private final JsonDocument json = new JsonDocument();
    private final IndexDay index;

    /**
     * @param indexPrefix the first part of the names of indices
     */
    public FlowDocuments(String indexPrefix) {
        index = new IndexDay(indexPrefix + "-flows-");
    }

    /** The index that the flow belongs to. */
    public String index(FlowBatch batch, int row) {
        return index.near(endMillis(batch, row), batch.receivedMillis());
    }

    /** The document of the flow in this row, as UTF-8. */
    public byte[] write(FlowBatch batch, int row) {
        long end = endMillis(batch, row);
        json.start();
        json.putTime("@timestamp", end);
        json.begin("ecs").put("version", "1.5.0").end();
        writeEvent(batch, row, end);
        json.begin("host");
        json.putAddress("ip", batch.exporterHigh(), batch.exporterLow());
        json.end();
        writeObserver(batch, row);
        writeNetwork(batch, row);
        writeSource(batch, row);
        writeDestination(batch, row);
        writeFlow(batch, row);
        writeWeir(batch, row);
        OriginalRecord.write(batch, row, json);
        return json.finish();
    }

    /** What a session decided (see {@link FlowField#END_MILLIS}). */
    private static long endMillis(FlowBatch batch, int row) {
        return hasTime(batch, row, FlowField.END_MILLIS)
                ? batch.get(FlowField.END_MILLIS, row)
                : batch.exportMillis();
    }

    /** An exporter may send any 64 bits: one time that cannot be indexed fails the whole job. */
    private static boolean hasTime(FlowBatch batch, int row, FlowField field) {
        if (!batch.has(field, row)) {
            return false;
        }
        long millis = batch.get(field, row);
        return millis >= 0 && millis <= LAST_MILLIS;
    }

    private void writeEvent(FlowBatch batch, int row, long end) {
        json.begin("event")
                .put("kind", "event")
                .put("module", "flow")
                .put("dataset", batch.protocol().dataset());
        json.put("category", "network").put("type", "connection");
        if (batch.has(FlowField.FIREWALL_EVENT, row)) {
            String action = FirewallEventNames.of(batch.get(FlowField.FIREWALL_EVENT, row));
            if (action != null) {
                json.put("action", action);
            }
        }
        if (hasTime(batch, row, FlowField.START_MILLIS)) {
            long start = batch.get(FlowField.START_MILLIS, row);
            json.putTime("start", start);
            if (end >= start) {
                json.put("duration", TimeUnit.MILLISECONDS.toNanos(end - start));
            }
        }
        json.putTime("end", end);
        json.putTime("created", createdMillis(batch, row));
        json.putTime("ingested", batch.receivedMillis());
        json.end();
    }

    /** The time of export by our clock, as far as a wrong one of the exporter is known. */
    private static long createdMillis(FlowBatch batch, int row) {
        return isReanchored(batch, row)
                ? Math.max(0, batch.exportMillis() - batch.clockSkewMillis())
                : batch.exportMillis();
    }

    private static boolean isReanchored(FlowBatch batch, int row) {
        long adjustments = batch.getOr(FlowField.TIME_ADJUSTMENT, row, 0);
        return (adjustments & TimeAdjustment.REANCHORED) != 0;
    }

    private void writeObserver(FlowBatch batch, int row) {
        json.begin("observer").put("type", "flow-exporter");
        json.putAddress("ip", batch.exporterHigh(), batch.exporterLow());
        writeInterface(batch, row, "ingress", FlowField.INPUT_INTERFACE, inputName(batch, row));
        writeInterface(batch, row, "egress", FlowField.OUTPUT_INTERFACE, outputName(batch, row));
        json.end();
    }

    private void writeInterface(
            FlowBatch batch, int row, String side, FlowField field, String name) {
        if (batch.has(field, row)) {
            json.begin(side).begin("interface");
            json.put("id", Long.toUnsignedString(batch.get(field, row)));
            putText("name", name);
            json.end().end();
        }
    }

    private static String inputName(FlowBatch batch, int row) {
        return InterfaceName.of(
                batch, row, FlowField.INPUT_INTERFACE, FlowField.INPUT_INTERFACE_NAME);
    }

    private static String outputName(FlowBatch batch, int row) {
        return InterfaceName.of(
                batch, row, FlowField.OUTPUT_INTERFACE, FlowField.OUTPUT_INTERFACE_NAME);
    }

    private void writeNetwork(FlowBatch batch, int row) {
        json.begin("network");
        if (batch.has(FlowField.SOURCE_ADDRESS, row)) {
            long high = batch.getHigh(FlowField.SOURCE_ADDRESS, row);
            long low = batch.get(FlowField.SOURCE_ADDRESS, row);
            json.put("type", IpAddress.isIpv4(high, low) ? "ipv4" : "ipv6");
        }
        if (batch.has(FlowField.PROTOCOL, row)) {
            int protocol = (int) batch.get(FlowField.PROTOCOL, row);
            json.put("iana_number", protocol).put("transport", TransportNames.of(protocol));
        }
        putText("application", ApplicationName.of(batch, row));
        writeCountersOfBothDirections(batch, row);
        json.end();
    }

    private void writeCountersOfBothDirections(FlowBatch batch, int row) {
        if (SampledCounters.hasBytes(batch, row) || SampledCounters.hasReverseBytes(batch, row)) {
            long bytes = SampledCounters.bytes(batch, row);
            json.put("bytes", Sums.add(bytes, SampledCounters.reverseBytes(batch, row)));
        }
        if (SampledCounters.hasPackets(batch, row)
                || SampledCounters.hasReversePackets(batch, row)) {
            long packets = SampledCounters.packets(batch, row);
            json.put("packets", Sums.add(packets, SampledCounters.reversePackets(batch, row)));
        }
    }

    /** What the source sent. */
    private void writeCounters(FlowBatch batch, int row) {
        if (SampledCounters.hasBytes(batch, row)) {
            json.put("bytes", SampledCounters.bytes(batch, row));
        }
        if (SampledCounters.hasPackets(batch, row)) {
            json.put("packets", SampledCounters.packets(batch, row));
        }
    }

    /** What the destination sent, where one record holds both directions. */
    private void writeReverseCounters(FlowBatch batch, int row) {
        if (SampledCounters.hasReverseBytes(batch, row)) {
            json.put("bytes", SampledCounters.reverseBytes(batch, row));
        }
        if (SampledCounters.hasReversePackets(batch, row)) {
            json.put("packets", SampledCounters.reversePackets(batch, row));
        }
    }

    private void writeSource(FlowBatch batch, int row) {
        json.begin("source");
        writeEndpoint(batch, row, FlowField.SOURCE_ADDRESS, FlowField.SOURCE_PORT);
        writeMac(batch, row, FlowField.SOURCE_MAC);
        writeNat(batch, row, FlowField.POST_NAT_SOURCE_ADDRESS, FlowField.POST_NAT_SOURCE_PORT);
        writeAs(batch, row, FlowField.SOURCE_AS);
        writeCounters(batch, row);
        json.end();
    }

    private void writeDestination(FlowBatch batch, int row) {
        json.begin("destination");
        writeEndpoint(batch, row, FlowField.DESTINATION_ADDRESS, FlowField.DESTINATION_PORT);
        writeMac(batch, row, FlowField.DESTINATION_MAC);
        writeNat(
                batch,
                row,
                FlowField.POST_NAT_DESTINATION_ADDRESS,
                FlowField.POST_NAT_DESTINATION_PORT);
        writeAs(batch, row, FlowField.DESTINATION_AS);
        writeReverseCounters(batch, row);
        json.end();
    }

    private void writeEndpoint(FlowBatch batch, int row, FlowField address, FlowField port) {
        putAddress("ip", batch, row, address);
        putNumber("port", batch, row, port);
    }

    /** Exporters fill the address with zero where nothing was translated. */
    private void writeNat(FlowBatch batch, int row, FlowField address, FlowField port) {
        boolean translated =
                batch.has(address, row)
                        && !isUnspecified(batch.getHigh(address, row), batch.get(address, row));
        if (translated) {
            json.begin("nat");
            writeEndpoint(batch, row, address, port);
            json.end();
        }
    }

    private static boolean isUnspecified(long high, long low) {
        return high == 0 && (low == 0 || low == IpAddress.mappedIpv4(0));
    }

    private void writeMac(FlowBatch batch, int row, FlowField field) {
        if (batch.has(field, row)) {
            json.put("mac", macText(batch.get(field, row)));
        }
    }

    private static String macText(long mac) {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            text.append(Character.forDigit((int) (mac >>> (shift + 4)) & 0xf, 16));
            text.append(Character.forDigit((int) (mac >>> shift) & 0xf, 16));
            if (shift > 0) {
                text.append(':');
            }
        }
        return text.toString();
    }

    /** AS 0 says that the exporter does not know (RFC 7607). */
    private void writeAs(FlowBatch batch, int row, FlowField field) {
        if (batch.getOr(field, row, 0) != 0) {
            json.begin("as").put("number", Long.toUnsignedString(batch.get(field, row))).end();
        }
    }

    private void writeFlow(FlowBatch batch, int row) {
        json.begin("flow");
        if (batch.getOr(FlowField.PROTOCOL, row, 0) == TCP && batch.has(FlowField.TCP_FLAGS, row)) {
            json.putStrings("tcp_flags", tcpFlags(batch, row));
        }
        putNumber("tos", batch, row, FlowField.TOS);
        putNumber("vlan", batch, row, FlowField.VLAN);
        putText("input_snmp", batch, row, FlowField.INPUT_INTERFACE);
        putText("output_snmp", batch, row, FlowField.OUTPUT_INTERFACE);
        putText("input_ifname", inputName(batch, row));
        putText("output_ifname", outputName(batch, row));
        putAddress("next_hop", batch, row, FlowField.NEXT_HOP);
        putAddress("bgp_next_hop", batch, row, FlowField.BGP_NEXT_HOP);
        putNumber("src_mask_len", batch, row, FlowField.SOURCE_PREFIX_LENGTH);
        putNumber("dst_mask_len", batch, row, FlowField.DESTINATION_PREFIX_LENGTH);
        putNumber("sampling_interval", batch, row, FlowField.SAMPLING_INTERVAL);
        json.put("direction", direction(batch, row));
        if (batch.has(FlowField.ICMP_TYPE, row)) {
            json.begin("icmp");
            putNumber("type", batch, row, FlowField.ICMP_TYPE);
            putNumber("code", batch, row, FlowField.ICMP_CODE);
            json.end();
        }
        json.end();
    }

    private static List<String> tcpFlags(FlowBatch batch, int row) {
        return TcpFlagNames.of((int) batch.get(FlowField.TCP_FLAGS, row));
    }

    /** NetFlow up to v7 knows no direction; Cisco exports it on ingress, as ElastiFlow says. */
    private static String direction(FlowBatch batch, int row) {
        if (!batch.has(FlowField.DIRECTION, row)) {
            return switch (batch.protocol()) {
                case NETFLOW_V1, NETFLOW_V5, NETFLOW_V7 -> "ingress";
                default -> "unspecified";
            };
        }
        long direction = batch.get(FlowField.DIRECTION, row);
        return direction == 0 ? "ingress" : direction == 1 ? "egress" : "undetermined";
    }

    private void writeWeir(FlowBatch batch, int row) {
        json.begin("weir");
        json.put("protocol", batch.protocol().name().toLowerCase(Locale.ROOT));
        json.put("domain", batch.domain()).put("sequence", batch.sequence());
        putNumber("template", batch, row, FlowField.TEMPLATE_ID);
        json.begin("exporter").put("port", batch.exporterPort()).end();
        json.begin("raw");
        putNumber("bytes", batch, row, FlowField.BYTES);
        putNumber("packets", batch, row, FlowField.PACKETS);
        putNumber("reverse_bytes", batch, row, FlowField.REVERSE_BYTES);
        putNumber("reverse_packets", batch, row, FlowField.REVERSE_PACKETS);
        putNumber("total_bytes", batch, row, FlowField.TOTAL_BYTES);
        putNumber("total_packets", batch, row, FlowField.TOTAL_PACKETS);
        putNumber("reverse_total_bytes", batch, row, FlowField.REVERSE_TOTAL_BYTES);
        putNumber("reverse_total_packets", batch, row, FlowField.REVERSE_TOTAL_PACKETS);
        json.end();
        if (batch.getOr(FlowField.SAMPLING_INTERVAL, row, 0) > 0) {
            json.begin("sampling");
            if (batch.has(FlowField.SAMPLING_SOURCE, row)) {
                long source = batch.get(FlowField.SAMPLING_SOURCE, row);
                json.put("source", SamplingSource.ofCode(source).label());
            }
            putNumber("effective_interval", batch, row, FlowField.EFFECTIVE_SAMPLING_INTERVAL);
            json.end();
        }
        writeTime(batch, row);
        json.end();
    }

    private void writeTime(FlowBatch batch, int row) {
        long adjustments = batch.getOr(FlowField.TIME_ADJUSTMENT, row, 0);
        if (batch.clockSkewMillis() == 0 && adjustments == 0) {
            return;
        }
        json.begin("time").put("skew", batch.clockSkewMillis());
        if (adjustments != 0) {
            json.put("adjusted", true);
            json.putStrings("adjustments", TimeAdjustment.labels(adjustments));
        }
        if (isReanchored(batch, row)) {
            json.putTime("exported", batch.exportMillis());
        }
        json.end();
    }

    /** Writes nothing for null. */
    private void putText(String name, String text) {
        if (text != null) {
            json.put(name, text);
        }
    }

    private void putNumber(String name, FlowBatch batch, int row, FlowField field) {
        if (batch.has(field, row)) {
            long value = batch.get(field, row);
            // Elasticsearch's long is signed: what does not fit is held at the largest value.
            json.put(name, value < 0 ? Long.MAX_VALUE : value);
        }
    }

    private void putText(String name, FlowBatch batch, int row, FlowField field) {
        if (batch.has(field, row)) {
            json.put(name, Long.toUnsignedString(batch.get(field, row)));
        }
    }

    private void putAddress(String name, FlowBatch batch, int row, FlowField field) {
        if (batch.has(field, row)) {
            json.putAddress(name, batch.getHigh(field, row), batch.get(field, row));
        }
    }
}
