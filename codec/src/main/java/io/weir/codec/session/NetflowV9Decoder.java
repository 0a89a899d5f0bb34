package io.weir.codec.session;

import static io.weir.codec.BigEndian.unsigned32;

import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.template.TemplateFormat;

/**
 * NetFlow v9 (RFC 3954 §5.1).
 *
 * <pre>
 *  0 | version = 9 | count of records |
 *  4 | uptime, ms                     |
 *  8 | seconds since 1970             |
 * 12 | sequence of the datagram       |
 * 16 | source id                      |
 * 20 | FlowSets
 * </pre>
 *
 * The count is not used: exporters count FlowSets, records or neither.
 */
final class NetflowV9Decoder {

    private static final int HEADER_LENGTH = 20;

    private final SetDecoder sets;

    NetflowV9Decoder(SetDecoder sets) {
        this.sets = sets;
    }

    void decode(byte[] datagram, FlowBatch batch) throws MalformedDatagramException {
        if (datagram.length < HEADER_LENGTH) {
            throw new MalformedDatagramException(Malformation.TOO_SHORT, datagram.length);
        }
        batch.setHeader(
                ExportProtocol.NETFLOW_V9,
                unsigned32(datagram, 16),
                unsigned32(datagram, 12),
                unsigned32(datagram, 8) * 1_000);
        sets.decode(
                datagram,
                HEADER_LENGTH,
                datagram.length,
                TemplateFormat.NETFLOW_V9,
                unsigned32(datagram, 4),
                batch);
    }
}
