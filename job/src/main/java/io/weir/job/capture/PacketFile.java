package io.weir.job.capture;

import java.io.IOException;

/** The packets of one capture file, in the file's order. */
interface PacketFile {

    /**
     * Reads the next packet.
     *
     * @return whether there was one
     * @throws java.io.EOFException if the file ends inside a packet
     * @throws CaptureFormatException if the bytes do not follow the file's format
     */
    boolean next(CapturedPacket packet) throws IOException;
}
