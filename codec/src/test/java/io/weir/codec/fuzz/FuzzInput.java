package io.weir.codec.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Datagrams of one session as one array of bytes, which a fuzzer can mutate: templates only matter
 * to the datagrams after them.
 *
 * <pre>
 * | length (2) | datagram | length (2) | datagram ...
 * </pre>
 */
final class FuzzInput {

    private static final int LENGTH_BYTES = 2;

    private FuzzInput() {}

    static byte[] of(List<byte[]> datagrams) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        for (byte[] datagram : datagrams) {
            input.write(datagram.length >>> 8);
            input.write(datagram.length);
            input.writeBytes(datagram);
        }
        return input.toByteArray();
    }

    /** The datagrams; the last one is what is left where its length says more. */
    static List<byte[]> datagrams(byte[] input) {
        List<byte[]> datagrams = new ArrayList<>();
        int at = 0;
        while (input.length - at >= LENGTH_BYTES) {
            int length = (input[at] & 0xff) << 8 | (input[at + 1] & 0xff);
            at += LENGTH_BYTES;
            int end = Math.min(input.length, at + length);
            byte[] datagram = new byte[end - at];
            System.arraycopy(input, at, datagram, 0, datagram.length);
            datagrams.add(datagram);
            at = end;
        }
        return datagrams;
    }
}
