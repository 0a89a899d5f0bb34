package io.weir.codec.session;

import static io.weir.codec.BigEndian.unsigned16;
import static io.weir.codec.BigEndian.unsigned32;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.template.Template;
import io.weir.codec.template.TemplateField;
import java.util.ArrayList;
import java.util.List;

/**
 * The NetFlow versions whose records have one layout, which is a template like any other, only
 * never sent (Cisco, "NetFlow Export Datagram Format"). Their headers begin alike:
 *
 * <pre>
 *  0 | version            | count          |
 *  4 | uptime, ms                          |
 *  8 | seconds since 1970                  |
 * 12 | nanoseconds                         |
 * </pre>
 *
 * <p>The first 36 bytes of their records are alike too; what follows is drawn at each version.
 */
class FixedFormat {

    private static final int SEQUENCE_AT = 16;

    /**
     * The two bits above the interval are the sampling mode. They are not looked at: exporters that
     * sample send any of them.
     */
    private static final int SAMPLING_INTERVAL_BITS = 0x3fff;

    /**
     *
     *
     * <pre>
     * 16 | records of 52 bytes
     *
     * 36 | padding            | protocol | ToS |
     * 40 | TCP flags | retransmissions, unused: 11 bytes
     * </pre>
     */
    static final FixedFormat NETFLOW_V1 =
            new FixedFormat(
                    ExportProtocol.NETFLOW_V1,
                    16,
                    new TemplateField(0, 210, 2), // padding
                    new TemplateField(0, 4, 1), // protocol
                    new TemplateField(0, 5, 1), // type of service
                    new TemplateField(0, 6, 1), // TCP flags
                    new TemplateField(0, 210, 11));

    /**
     *
     *
     * <pre>
     * 16 | sequence of the first flow          |
     * 20 | engine type | id   | sampling (2+14)|
     * 24 | records of 48 bytes
     *
     * 36 | padding | TCP flags | protocol | ToS|
     * 40 | source AS          | destination AS |
     * 44 | prefix lengths (2) | padding        |
     * </pre>
     */
    static final FixedFormat NETFLOW_V5 =
            new FixedFormat(
                    ExportProtocol.NETFLOW_V5,
                    24,
                    new TemplateField(0, 210, 1), // padding
                    new TemplateField(0, 6, 1), // TCP flags
                    new TemplateField(0, 4, 1), // protocol
                    new TemplateField(0, 5, 1), // type of service
                    new TemplateField(0, 16, 2), // source AS
                    new TemplateField(0, 17, 2), // destination AS
                    new TemplateField(0, 9, 1), // source prefix length
                    new TemplateField(0, 13, 1), // destination prefix length
                    new TemplateField(0, 210, 2)) { // padding
                @Override
                long domain(byte[] datagram) {
                    return unsigned16(datagram, 20);
                }

                @Override
                int samplingInterval(byte[] datagram) {
                    return unsigned16(datagram, 22) & SAMPLING_INTERVAL_BITS;
                }
            };

    /**
     * Of Catalyst 5000 switches.
     *
     * <pre>
     * 16 | sequence of the first flow          |
     * 20 | unused                              |
     * 24 | records of 52 bytes
     *
     * 36 | validity | TCP flags | protocol| ToS|
     * 40 | source AS          | destination AS |
     * 44 | prefix lengths (2) | validity       |
     * 48 | the router that the switch bypasses |
     * </pre>
     *
     * <p>The validity bits name fields that the switch did not fill: those are zero.
     */
    static final FixedFormat NETFLOW_V7 =
            new FixedFormat(
                    ExportProtocol.NETFLOW_V7,
                    24,
                    new TemplateField(0, 210, 1), // validity
                    new TemplateField(0, 6, 1), // TCP flags
                    new TemplateField(0, 4, 1), // protocol
                    new TemplateField(0, 5, 1), // type of service
                    new TemplateField(0, 16, 2), // source AS
                    new TemplateField(0, 17, 2), // destination AS
                    new TemplateField(0, 9, 1), // source prefix length
                    new TemplateField(0, 13, 1), // destination prefix length
                    new TemplateField(0, 210, 2), // validity
                    new TemplateField(0, 43, 4)); // bypassed router

    private final ExportProtocol protocol;
    private final int headerLength;
    private final Template record;

    private FixedFormat(ExportProtocol protocol, int headerLength, TemplateField... fieldsFrom36) {
        this.protocol = protocol;
        this.headerLength = headerLength;
        this.record = record(fieldsFrom36);
    }

    private static Template record(TemplateField... fieldsFrom36) {
        List<TemplateField> fields =
                new ArrayList<>(
                        List.of(
                                new TemplateField(0, 8, 4), // source address
                                new TemplateField(0, 12, 4), // destination address
                                new TemplateField(0, 15, 4), // next hop
                                new TemplateField(0, 10, 2), // input interface
                                new TemplateField(0, 14, 2), // output interface
                                new TemplateField(0, 2, 4), // packets
                                new TemplateField(0, 1, 4), // octets
                                new TemplateField(0, 22, 4), // uptime at the first packet
                                new TemplateField(0, 21, 4), // uptime at the last packet
                                new TemplateField(0, 7, 2), // source port
                                new TemplateField(0, 11, 2))); // destination port
        fields.addAll(List.of(fieldsFrom36));
        return new Template(0, false, 0, fields);
    }

    ExportProtocol protocol() {
        return protocol;
    }

    int headerLength() {
        return headerLength;
    }

    Template record() {
        return record;
    }

    /** The sequence number in the header, 0 in NetFlow v1, which has none. */
    final long sequence(byte[] datagram) {
        return headerLength > SEQUENCE_AT ? unsigned32(datagram, SEQUENCE_AT) : 0;
    }

    /** NetFlow v5 engine type * 256 + engine id, else 0. */
    long domain(byte[] datagram) {
        return 0;
    }

    /** One packet in this many was sampled, as the header says it; 0 where it does not. */
    int samplingInterval(byte[] datagram) {
        return 0;
    }
}
