package io.weir.operators.enrich.ids;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import net.openhft.hashing.LongTupleHashFunction;

/**
 * Ids of 128 bits: of a flow record, and of the conversation that it is a part of. Documents have
 * them, so how they are made must not change: XXH3 of 128 bits with seed 0 (the specification of
 * xxHash, section XXH3) over octets in network order, a field that is absent as zeros.
 *
 * <p><b>The record:</b> a record that is read again, from a capture or from Kafka, has the same id;
 * two different records have different ones as far as their exporter tells them apart.
 *
 * <pre>
 * | 1 (1) | exporter (16) | its port (2) | protocol (1) | domain (8) | sequence (8) | row (4)
 * | export time (8) | source address (16) | destination address (16)
 * | then 8 each: source and destination port, IP protocol, ICMP type and code, TCP flags, ToS, VLAN,
 *   input and output interface, direction, template, total bytes and packets, the exporter's own
 *   flow id, event of firewall and of NAT, presence of all fields from the addresses on
 * </pre>
 *
 * <p>Times of the flow and counters since its last report are left out: they are corrected with
 * what was known of the exporter at that moment. The time of export and totals are as sent.
 *
 * <p><b>The conversation:</b> the same in both directions, for all exporters and records.
 *
 * <pre>
 * | 2 (1) | IP protocol (1) | lower endpoint (18) | higher endpoint (18) |
 * endpoint: | address (16) | port (2), 0 if there is none |
 * </pre>
 *
 * <p>Not thread-safe. Allocates nothing.
 */
public final class FlowIds {

    private static final byte RECORD = 1;
    private static final byte CONVERSATION = 2;

    private static final FlowField[] ADDRESSES = {
        FlowField.SOURCE_ADDRESS, FlowField.DESTINATION_ADDRESS
    };

    private static final FlowField[] NUMBERS = {
        FlowField.SOURCE_PORT,
        FlowField.DESTINATION_PORT,
        FlowField.PROTOCOL,
        FlowField.ICMP_TYPE,
        FlowField.ICMP_CODE,
        FlowField.TCP_FLAGS,
        FlowField.TOS,
        FlowField.VLAN,
        FlowField.INPUT_INTERFACE,
        FlowField.OUTPUT_INTERFACE,
        FlowField.DIRECTION,
        FlowField.TEMPLATE_ID,
        FlowField.TOTAL_BYTES,
        FlowField.TOTAL_PACKETS,
        FlowField.FLOW_ID,
        FlowField.FIREWALL_EVENT,
        FlowField.NAT_EVENT
    };

    private static final int HEADER = 1 + 16 + 2 + 1 + 8 + 8 + 4 + 8;
    private static final int LENGTH = HEADER + ADDRESSES.length * 16 + (NUMBERS.length + 1) * 8;
    private static final int CONVERSATION_LENGTH = 2 + 2 * 18;

    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final LongTupleHashFunction xxh3 = LongTupleHashFunction.xx128();
    private final byte[] input = new byte[LENGTH];
    private final long[] id = xxh3.newResultArray();

    /** Computes the id of the record in this row: then {@link #high} and {@link #low} have it. */
    public void record(FlowBatch batch, int row) {
        int at = header(batch, row);
        long present = 0;
        for (FlowField field : ADDRESSES) {
            boolean has = batch.has(field, row);
            present = present << 1 | (has ? 1 : 0);
            LONG.set(input, at, has ? batch.getHigh(field, row) : 0);
            LONG.set(input, at + Long.BYTES, has ? batch.get(field, row) : 0);
            at += 2 * Long.BYTES;
        }
        for (FlowField field : NUMBERS) {
            boolean has = batch.has(field, row);
            present = present << 1 | (has ? 1 : 0);
            LONG.set(input, at, has ? batch.get(field, row) : 0);
            at += Long.BYTES;
        }
        LONG.set(input, at, present);
        xxh3.hashBytes(input, 0, LENGTH, id);
    }

    private int header(FlowBatch batch, int row) {
        input[0] = RECORD;
        LONG.set(input, 1, batch.exporterHigh());
        LONG.set(input, 9, batch.exporterLow());
        SHORT.set(input, 17, (short) batch.exporterPort());
        input[19] = (byte) batch.protocol().code();
        LONG.set(input, 20, batch.domain());
        LONG.set(input, 28, batch.sequence());
        INT.set(input, 36, (int) batch.getOr(FlowField.DATAGRAM_ROW, row, row));
        LONG.set(input, 40, batch.exportMillis());
        return HEADER;
    }

    /** Whether a flow is a part of a conversation: it has both addresses and a protocol. */
    public static boolean hasConversation(FlowBatch batch, int row) {
        long protocol = batch.getOr(FlowField.PROTOCOL, row, -1);
        return batch.has(FlowField.SOURCE_ADDRESS, row)
                && batch.has(FlowField.DESTINATION_ADDRESS, row)
                && protocol >= 0
                && protocol <= 0xff;
    }

    /** A port as the ids of conversations have it: 0 if there is none. */
    public static int port(FlowBatch batch, int row, FlowField field) {
        long port = batch.getOr(field, row, 0);
        return port >= 0 && port <= 0xffff ? (int) port : 0;
    }

    /**
     * Computes the id of a conversation: then {@link #high} and {@link #low} have it.
     *
     * @param protocol IANA protocol number
     * @param sourcePort 0 if there is none
     * @param destinationPort 0 if there is none
     */
    public void conversation(
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            int protocol,
            int sourcePort,
            int destinationPort) {
        int order = IpAddress.compare(sourceHigh, sourceLow, destinationHigh, destinationLow);
        if (order == 0) {
            order = Integer.compare(sourcePort, destinationPort);
        }
        input[0] = CONVERSATION;
        input[1] = (byte) protocol;
        int lower = order <= 0 ? 2 : 20;
        endpoint(lower, sourceHigh, sourceLow, sourcePort);
        endpoint(22 - lower, destinationHigh, destinationLow, destinationPort);
        xxh3.hashBytes(input, 0, CONVERSATION_LENGTH, id);
    }

    private void endpoint(int at, long high, long low, int port) {
        LONG.set(input, at, high);
        LONG.set(input, at + 8, low);
        SHORT.set(input, at + 16, (short) port);
    }

    /** The upper half of the id computed last. */
    public long high() {
        return id[1];
    }

    /** The lower half of the id computed last. */
    public long low() {
        return id[0];
    }
}
