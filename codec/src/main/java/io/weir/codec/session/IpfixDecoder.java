package io.weir.codec.session;

import static io.weir.codec.BigEndian.unsigned16;
import static io.weir.codec.BigEndian.unsigned32;

import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.template.TemplateFormat;

/**
 * IPFIX (RFC 7011 §3.1).
 *
 * <pre>
 *  0 | version = 10 | length of the message |
 *  4 | export time, seconds since 1970      |
 *  8 | sequence: data records before this   |
 * 12 | observation domain                   |
 * 16 | sets
 * </pre>
 *
 * What follows the message in its datagram is not read but reported, even if it looks like another
 * message: it would have a header of its own, and what exporters leave in their buffers looks so
 * too.
 */
final class IpfixDecoder {

    private static final int HEADER_LENGTH = 16;

    private final SetDecoder sets;

    IpfixDecoder(SetDecoder sets) {
        this.sets = sets;
    }

    void decode(byte[] datagram, FlowBatch batch) throws MalformedDatagramException {
        if (datagram.length < HEADER_LENGTH) {
            throw new MalformedDatagramException(Malformation.TOO_SHORT, datagram.length);
        }
        int length = unsigned16(datagram, 2);
        batch.setHeader(
                ExportProtocol.IPFIX,
                unsigned32(datagram, 12),
                unsigned32(datagram, 8),
                unsigned32(datagram, 4) * 1_000);
        int end = Math.min(length, datagram.length);
        sets.decode(datagram, HEADER_LENGTH, end, TemplateFormat.IPFIX, 0, batch);
        if (length < HEADER_LENGTH || length > datagram.length) {
            throw new MalformedDatagramException(Malformation.TRUNCATED, end);
        }
        if (length < datagram.length) {
            throw new MalformedDatagramException(Malformation.TRAILING_BYTES, end);
        }
    }
}
