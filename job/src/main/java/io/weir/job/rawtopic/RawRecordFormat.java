package io.weir.job.rawtopic;

import io.weir.job.rawtopic.RawRecord.Foreign;
import io.weir.job.rawtopic.RawRecord.Heartbeat;
import io.weir.job.rawtopic.RawRecord.Received;
import io.weir.udp.Datagram;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The bytes of a record in the raw topic, as {@code docs/reference/raw-topic.md} describes them for
 * others. Numbers are in network order and, but for the connection and the writer, unsigned.
 *
 * <pre>
 * offset  length  datagram                        heartbeat
 *      0       1  version, 1                      version, 1
 *      1       1  kind, 1                         kind, 2
 *      2       2  port of the exporter            0
 *      4       8  received, Unix milliseconds     complete until, Unix milliseconds
 *     12       8  address of the exporter         writer
 *     20       8    (IPv4 is IPv4-mapped)
 *     28       8  connection, 0 for UDP
 *     36       …  payload, up to the end
 * </pre>
 *
 * <p>The key of a datagram is the exporter's address; a heartbeat has none.
 */
final class RawRecordFormat {

    static final int DATAGRAM_HEADER_BYTES = 36;
    static final int HEARTBEAT_BYTES = 20;
    static final int KEY_BYTES = 16;

    private static final byte VERSION = 1;
    private static final byte DATAGRAM = 1;
    private static final byte HEARTBEAT = 2;

    private static final int KIND_AT = 1;
    private static final int PORT_AT = 2;
    private static final int TIME_AT = 4;
    private static final int ADDRESS_AT = 12;
    private static final int WRITER_AT = 12;
    private static final int CONNECTION_AT = 28;

    private RawRecordFormat() {}

    static byte[] key(Datagram datagram) {
        return ByteBuffer.allocate(KEY_BYTES)
                .putLong(datagram.sourceHigh())
                .putLong(datagram.sourceLow())
                .array();
    }

    static byte[] value(Datagram datagram) {
        byte[] payload = datagram.payload();
        return ByteBuffer.allocate(DATAGRAM_HEADER_BYTES + payload.length)
                .put(VERSION)
                .put(DATAGRAM)
                .putShort((short) datagram.sourcePort())
                .putLong(datagram.receivedMillis())
                .putLong(datagram.sourceHigh())
                .putLong(datagram.sourceLow())
                .putLong(datagram.connection())
                .put(payload)
                .array();
    }

    static byte[] value(Heartbeat heartbeat) {
        return ByteBuffer.allocate(HEARTBEAT_BYTES)
                .put(VERSION)
                .put(HEARTBEAT)
                .putShort((short) 0)
                .putLong(heartbeat.completeMillis())
                .putLong(heartbeat.writer())
                .array();
    }

    /** Reads whatever stands in the topic: what is not ours comes out as {@link Foreign}. */
    static RawRecord read(ConsumerRecord<byte[], byte[]> record) {
        byte[] bytes = record.value();
        if (bytes == null || bytes.length == 0) {
            return foreign(record, ForeignReason.EMPTY);
        }
        if (bytes[0] != VERSION) {
            return foreign(record, ForeignReason.VERSION);
        }
        if (bytes.length < HEARTBEAT_BYTES) {
            return foreign(record, ForeignReason.LENGTH);
        }
        return switch (bytes[KIND_AT]) {
            case DATAGRAM -> readDatagram(record);
            case HEARTBEAT -> readHeartbeat(record);
            default -> foreign(record, ForeignReason.KIND);
        };
    }

    private static RawRecord readDatagram(ConsumerRecord<byte[], byte[]> record) {
        byte[] bytes = record.value();
        int payloadBytes = bytes.length - DATAGRAM_HEADER_BYTES;
        if (payloadBytes < 0 || payloadBytes > Datagram.MAX_PAYLOAD_BYTES) {
            return foreign(record, ForeignReason.LENGTH);
        }
        ByteBuffer value = ByteBuffer.wrap(bytes);
        long receivedMillis = value.getLong(TIME_AT);
        if (receivedMillis < 0) {
            return foreign(record, ForeignReason.TIME);
        }
        if (!isKeyOf(bytes, record.key())) {
            return foreign(record, ForeignReason.KEY);
        }
        return new Received(
                new Datagram(
                        receivedMillis,
                        value.getLong(ADDRESS_AT),
                        value.getLong(ADDRESS_AT + Long.BYTES),
                        Short.toUnsignedInt(value.getShort(PORT_AT)),
                        value.getLong(CONNECTION_AT),
                        Arrays.copyOfRange(bytes, DATAGRAM_HEADER_BYTES, bytes.length)));
    }

    private static boolean isKeyOf(byte[] value, byte[] key) {
        return key != null
                && Arrays.equals(key, 0, key.length, value, ADDRESS_AT, ADDRESS_AT + KEY_BYTES);
    }

    private static RawRecord readHeartbeat(ConsumerRecord<byte[], byte[]> record) {
        if (record.value().length != HEARTBEAT_BYTES) {
            return foreign(record, ForeignReason.LENGTH);
        }
        ByteBuffer value = ByteBuffer.wrap(record.value());
        long completeMillis = value.getLong(TIME_AT);
        return completeMillis < 0
                ? foreign(record, ForeignReason.TIME)
                : new Heartbeat(Heartbeat.ANY_PARTITION, value.getLong(WRITER_AT), completeMillis);
    }

    private static Foreign foreign(ConsumerRecord<byte[], byte[]> record, ForeignReason reason) {
        return new Foreign(
                reason,
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value());
    }
}
