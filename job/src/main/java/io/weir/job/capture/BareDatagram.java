package io.weir.job.capture;

import io.weir.codec.IpAddress;
import java.io.IOException;

/**
 * A file that is the payload of one datagram. It is read as sent from 127.0.0.1, port 0, at the
 * time the file was last changed.
 */
final class BareDatagram implements PacketFile {

    private static final IpAddress LOCALHOST = IpAddress.ofIpv4(0x7f00_0001L);
    private static final int MAX_BYTES = 65_507;
    private static final int SFLOW_5 = 5;

    private final CaptureInput input;
    private final long epochMicros;
    private boolean read;

    BareDatagram(CaptureInput input, long epochMicros) {
        this.input = input;
        this.epochMicros = epochMicros;
    }

    /** Whether a datagram that starts so is one of NetFlow, IPFIX or sFlow 5. */
    static boolean isExportVersion(int firstFourBytes) {
        return switch (firstFourBytes >>> 16) {
            case 1, 5, 7, 8, 9, 10 -> true;
            default -> firstFourBytes == SFLOW_5;
        };
    }

    @Override
    public boolean next(CapturedPacket packet) throws IOException {
        if (read) {
            return false;
        }
        read = true;
        int length = 0;
        byte[] payload = new byte[MAX_BYTES];
        for (; !input.isAtEnd(); length++) {
            if (length == MAX_BYTES) {
                throw input.damaged(length, "the end of a bare datagram", "more bytes");
            }
            payload[length] = (byte) input.readByte();
        }
        byte[] frame = IpFrame.udp(LOCALHOST, 0, LOCALHOST, 0, payload, 0, length);
        packet.bytes = frame;
        packet.length = frame.length;
        packet.snapped = false;
        packet.linkType = PcapFormat.LINKTYPE_ETHERNET;
        packet.epochMicros = epochMicros;
        return true;
    }
}
