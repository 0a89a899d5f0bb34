package io.weir.job.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Builds capture files byte by byte, in either byte order. */
final class CaptureBytes {

    private final ByteOrder order;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    CaptureBytes(ByteOrder order) {
        this.order = order;
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    CaptureBytes raw(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    CaptureBytes u32(long value) {
        return raw(ByteBuffer.allocate(4).order(order).putInt((int) value).array());
    }

    CaptureBytes u16(int value) {
        return raw(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
    }

    CaptureBytes pcapHeader(int magic, int linkType) {
        return u32(magic).u16(2).u16(4).u32(0).u32(0).u32(262_144).u32(linkType);
    }

    CaptureBytes pcapPacket(long seconds, long fraction, byte[] packet) {
        return pcapPacket(seconds, fraction, packet, packet.length);
    }

    CaptureBytes pcapPacket(long seconds, long fraction, byte[] packet, int originalLength) {
        return u32(seconds).u32(fraction).u32(packet.length).u32(originalLength).raw(packet);
    }

    CaptureBytes sectionHeader() {
        return block(
                0x0a0d0d0a,
                new CaptureBytes(order).u32(0x1a2b3c4d).u16(1).u16(0).u32(-1).u32(-1).toArray());
    }

    CaptureBytes interfaceDescription(int linkType, int snapLength, byte[] options) {
        return block(
                1,
                new CaptureBytes(order)
                        .u16(linkType)
                        .u16(0)
                        .u32(snapLength)
                        .raw(options)
                        .toArray());
    }

    CaptureBytes enhancedPacket(int captor, long ticks, byte[] packet) {
        return block(
                6,
                new CaptureBytes(order)
                        .u32(captor)
                        .u32(ticks >>> 32)
                        .u32(ticks)
                        .u32(packet.length)
                        .u32(packet.length)
                        .raw(packet)
                        .toArray());
    }

    CaptureBytes simplePacket(byte[] packet, int originalLength) {
        return block(3, new CaptureBytes(order).u32(originalLength).raw(packet).toArray());
    }

    CaptureBytes option(int code, byte[] value) {
        return u16(code).u16(value.length).raw(value).raw(new byte[-value.length & 3]);
    }

    CaptureBytes block(int type, byte[] body) {
        int padding = -body.length & 3;
        int length = 12 + body.length + padding;
        return u32(type).u32(length).raw(body).raw(new byte[padding]).u32(length);
    }

    byte[] toArray() {
        return bytes.toByteArray();
    }
}
