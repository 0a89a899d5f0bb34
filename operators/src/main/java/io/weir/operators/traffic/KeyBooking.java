package io.weir.operators.traffic;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.FlowEnd;
import io.weir.operators.enrich.geo.Place;
import io.weir.operators.enrich.names.IpProtocols;
import javax.annotation.Nullable;

/** The dimensions whose keys are numbers of the flow. */
final class KeyBooking {

    static final int INWARDS = 0;
    static final int OUTWARDS = 1;
    static final int AS_SOURCE = 0;
    static final int AS_DESTINATION = 1;
    static final int NO_DSCP = 64;

    /** No index: those of the Interfaces MIB have 31 bits (RFC 2863). */
    static final long NO_INTERFACE = -1;

    private static final int DSCP_SHIFT = 2;

    private KeyBooking() {}

    static void exporter(BookedFlows flows, KeySink sums) {
        for (int entry = 0; entry < flows.size(); entry++) {
            FlowBatch batch = flows.flows().batch();
            sums.add(flows, entry, batch.exporterHigh(), batch.exporterLow(), 0, 0, KeyText.NONE);
        }
    }

    /** In by one and out by the other; what comes back goes the other way. */
    static void interfaces(BookedFlows flows, KeySink sums) {
        FlowBatch batch = flows.flows().batch();
        for (int entry = 0; entry < flows.size(); entry++) {
            long in = interfaceIn(flows, entry);
            if (in != NO_INTERFACE) {
                addInterface(flows, entry, batch, in, INWARDS, KeyBooking::nameIn, sums);
            }
            long out = interfaceOut(flows, entry);
            if (out != NO_INTERFACE) {
                addInterface(flows, entry, batch, out, OUTWARDS, KeyBooking::nameOut, sums);
            }
        }
    }

    private static void addInterface(
            BookedFlows flows,
            int entry,
            FlowBatch batch,
            long index,
            int way,
            KeyText name,
            KeySink sums) {
        sums.add(flows, entry, batch.exporterHigh(), batch.exporterLow(), index, way, name);
    }

    static void exporterInterfaces(BookedFlows flows, KeySink sums) {
        FlowBatch batch = flows.flows().batch();
        for (int entry = 0; entry < flows.size(); entry++) {
            sums.add(
                    flows,
                    entry,
                    batch.exporterHigh(),
                    batch.exporterLow(),
                    interfaceIn(flows, entry),
                    interfaceOut(flows, entry),
                    KeyText.NONE);
        }
    }

    private static long interfaceIn(BookedFlows flows, int entry) {
        return index(flows, entry, FlowField.INPUT_INTERFACE, FlowField.OUTPUT_INTERFACE);
    }

    private static long interfaceOut(BookedFlows flows, int entry) {
        return index(flows, entry, FlowField.OUTPUT_INTERFACE, FlowField.INPUT_INTERFACE);
    }

    private static long index(BookedFlows flows, int entry, FlowField forward, FlowField reverse) {
        boolean isForward = flows.direction(entry) == FlowDirection.FORWARD;
        FlowBatch batch = flows.flows().batch();
        return batch.getOr(isForward ? forward : reverse, flows.row(entry), NO_INTERFACE);
    }

    /** The name of the interface in; null for none. */
    @Nullable
    static String nameIn(BookedFlows flows, int entry) {
        return interfaceName(flows.flows(), interfaceIn(flows, entry));
    }

    /** The name of the interface out; null for none. */
    @Nullable
    static String nameOut(BookedFlows flows, int entry) {
        return interfaceName(flows.flows(), interfaceOut(flows, entry));
    }

    @Nullable
    private static String interfaceName(EnrichedFlows flows, long index) {
        FlowBatch batch = flows.batch();
        return flows.names().interfaceName(batch.exporterHigh(), batch.exporterLow(), index);
    }

    static void service(BookedFlows flows, KeySink sums) {
        for (int entry = 0; entry < flows.size(); entry++) {
            long key = serviceKey(flows.flows(), flows.row(entry));
            if (key != ServiceKey.NONE) {
                sums.add(flows, entry, key, 0, 0, 0, KeyText.NONE);
            }
        }
    }

    /** {@link ServiceKey#NONE} if the flow does not say its protocol. */
    static long serviceKey(EnrichedFlows flows, int row) {
        FlowBatch batch = flows.batch();
        long protocol = batch.getOr(FlowField.PROTOCOL, row, -1);
        if (protocol < 0 || protocol > 0xff) {
            return ServiceKey.NONE;
        }
        FlowEnd server = flows.server(row);
        long port = server == null ? -1 : batch.getOr(server.fields().port(), row, -1);
        boolean hasPort = port >= 0 && port <= 0xffff && hasPorts((int) protocol);
        return ServiceKey.of((int) protocol, hasPort ? (int) port : ServiceKey.NO_PORT);
    }

    private static boolean hasPorts(int protocol) {
        return protocol != IpProtocols.ICMP && protocol != IpProtocols.ICMPV6;
    }

    static void systems(BookedFlows flows, KeySink sums) {
        for (int entry = 0; entry < flows.size(); entry++) {
            int row = flows.row(entry);
            long from = flows.from(entry).asNumber(row);
            long to = flows.to(entry).asNumber(row);
            sums.add(flows, entry, from, AS_SOURCE, 0, 0, KeyBooking::organizationFrom);
            sums.add(flows, entry, to, AS_DESTINATION, 0, 0, KeyBooking::organizationTo);
        }
    }

    /** Whose the autonomous system of the sender is; null if it is not known. */
    @Nullable
    static String organizationFrom(BookedFlows flows, int entry) {
        return flows.from(entry).organization(flows.row(entry));
    }

    /** Whose the autonomous system of the receiver is; null if it is not known. */
    @Nullable
    static String organizationTo(BookedFlows flows, int entry) {
        return flows.to(entry).organization(flows.row(entry));
    }

    static void systemPair(BookedFlows flows, KeySink sums) {
        for (int entry = 0; entry < flows.size(); entry++) {
            int row = flows.row(entry);
            long from = flows.from(entry).asNumber(row);
            long to = flows.to(entry).asNumber(row);
            sums.add(flows, entry, from, to, 0, 0, KeyText.NONE);
        }
    }

    static void way(BookedFlows flows, KeySink sums) {
        for (int entry = 0; entry < flows.size(); entry++) {
            long key = wayKey(flows.flows(), flows.row(entry));
            sums.add(flows, entry, key, 0, 0, 0, KeyText.NONE);
        }
    }

    static long wayKey(EnrichedFlows flows, int row) {
        FlowEnd source = flows.source();
        FlowEnd destination = flows.destination();
        boolean isPublic = WayKey.isPublic(source.locality(row), destination.locality(row));
        return WayKey.of(flows.direction(row), isPublic, countryKey(flows, row));
    }

    static void country(BookedFlows flows, KeySink sums) {
        for (int entry = 0; entry < flows.size(); entry++) {
            long key = countryKey(flows.flows(), flows.row(entry));
            sums.add(flows, entry, key, 0, 0, 0, KeyText.NONE);
        }
    }

    /** Of the end that is outside; of both the server, of neither the one that is known. */
    private static long countryKey(EnrichedFlows flows, int row) {
        FlowEnd remote = flows.server(row);
        if (remote == null) {
            remote = flows.destination();
        }
        FlowEnd other = remote == flows.source() ? flows.destination() : flows.source();
        long ofRemote = countryKey(remote, row);
        boolean isOther = ofRemote == 0 || (remote.isInside(row) && !other.isInside(row));
        long ofOther = isOther ? countryKey(other, row) : 0;
        return ofOther != 0 ? ofOther : ofRemote;
    }

    private static long countryKey(FlowEnd end, int row) {
        Place place = end.place(row);
        return place == null ? 0 : WayKey.ofCountry(place.countryCode());
    }

    static void dscp(BookedFlows flows, KeySink sums) {
        for (int entry = 0; entry < flows.size(); entry++) {
            FlowBatch batch = flows.flows().batch();
            int row = flows.row(entry);
            long dscp =
                    batch.has(FlowField.TOS, row)
                            ? (batch.get(FlowField.TOS, row) & 0xff) >>> DSCP_SHIFT
                            : NO_DSCP;
            sums.add(flows, entry, dscp, 0, 0, 0, KeyText.NONE);
        }
    }

    static void vlan(BookedFlows flows, KeySink sums) {
        for (int entry = 0; entry < flows.size(); entry++) {
            FlowBatch batch = flows.flows().batch();
            int row = flows.row(entry);
            if (batch.has(FlowField.VLAN, row)) {
                long vlan = batch.get(FlowField.VLAN, row);
                sums.add(
                        flows,
                        entry,
                        batch.exporterHigh(),
                        batch.exporterLow(),
                        vlan,
                        0,
                        KeyText.NONE);
            }
        }
    }

    static void tcpFlags(BookedFlows flows, KeySink sums) {
        for (int entry = 0; entry < flows.size(); entry++) {
            FlowBatch batch = flows.flows().batch();
            int row = flows.row(entry);
            FlowField field = flows.direction(entry).tcpFlags();
            boolean has =
                    batch.getOr(FlowField.PROTOCOL, row, -1) == IpProtocols.TCP
                            && batch.has(field, row);
            if (has) {
                sums.add(flows, entry, batch.get(field, row) & 0x1ff, 0, 0, 0, KeyText.NONE);
            }
        }
    }

    static void client(BookedFlows flows, KeySink sums) {
        for (int entry = 0; entry < flows.size(); entry++) {
            addEnd(flows, entry, flows.flows().client(flows.row(entry)), sums);
        }
    }

    static void server(BookedFlows flows, KeySink sums) {
        for (int entry = 0; entry < flows.size(); entry++) {
            addEnd(flows, entry, flows.flows().server(flows.row(entry)), sums);
        }
    }

    static void source(BookedFlows flows, KeySink sums) {
        for (int entry = 0; entry < flows.size(); entry++) {
            addEnd(flows, entry, flows.from(entry), sums);
        }
    }

    static void destination(BookedFlows flows, KeySink sums) {
        for (int entry = 0; entry < flows.size(); entry++) {
            addEnd(flows, entry, flows.to(entry), sums);
        }
    }

    static void hosts(BookedFlows flows, KeySink sums) {
        for (int entry = 0; entry < flows.size(); entry++) {
            addEnd(flows, entry, flows.from(entry), sums);
            addEnd(flows, entry, flows.to(entry), sums);
        }
    }

    private static void addEnd(BookedFlows flows, int entry, @Nullable FlowEnd end, KeySink sums) {
        FlowBatch batch = flows.flows().batch();
        int row = flows.row(entry);
        if (end != null && batch.has(end.fields().address(), row)) {
            FlowField address = end.fields().address();
            long high = batch.getHigh(address, row);
            long low = batch.get(address, row);
            sums.add(flows, entry, high, low, 0, 0, KeyText.NONE);
        }
    }

    static void conversation(BookedFlows flows, KeySink sums) {
        for (int entry = 0; entry < flows.size(); entry++) {
            addConversation(flows, entry, sums);
        }
    }

    /** Only of flows of which it is not known which end is client and which server. */
    static void conversationOfUnknown(BookedFlows flows, KeySink sums) {
        for (int entry = 0; entry < flows.size(); entry++) {
            if (flows.flows().server(flows.row(entry)) == null) {
                addConversation(flows, entry, sums);
            }
        }
    }

    private static void addConversation(BookedFlows flows, int entry, KeySink sums) {
        FlowBatch batch = flows.flows().batch();
        int row = flows.row(entry);
        if (!hasBoth(batch, row)) {
            return;
        }
        long high = batch.getHigh(FlowField.SOURCE_ADDRESS, row);
        long low = batch.get(FlowField.SOURCE_ADDRESS, row);
        long otherHigh = batch.getHigh(FlowField.DESTINATION_ADDRESS, row);
        long otherLow = batch.get(FlowField.DESTINATION_ADDRESS, row);
        if (IpAddress.compare(high, low, otherHigh, otherLow) <= 0) {
            sums.add(flows, entry, high, low, otherHigh, otherLow, KeyText.NONE);
        } else {
            sums.add(flows, entry, otherHigh, otherLow, high, low, KeyText.NONE);
        }
    }

    /** Nothing where it is not known which end is which. */
    static void clientServer(BookedFlows flows, KeySink sums) {
        for (int entry = 0; entry < flows.size(); entry++) {
            FlowBatch batch = flows.flows().batch();
            int row = flows.row(entry);
            FlowEnd client = flows.flows().client(row);
            FlowEnd server = flows.flows().server(row);
            if (client == null || server == null || !hasBoth(batch, row)) {
                continue;
            }
            FlowField from = client.fields().address();
            FlowField to = server.fields().address();
            sums.add(
                    flows,
                    entry,
                    batch.getHigh(from, row),
                    batch.get(from, row),
                    batch.getHigh(to, row),
                    batch.get(to, row),
                    KeyText.NONE);
        }
    }

    private static boolean hasBoth(FlowBatch batch, int row) {
        return batch.has(FlowField.SOURCE_ADDRESS, row)
                && batch.has(FlowField.DESTINATION_ADDRESS, row);
    }
}
