package io.weir.operators.traffic;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Numbers of 64 bits in as few octets as they need, seven bits in each (unsigned LEB128). */
public final class VarLong {

    private static final int BITS = 7;
    private static final int MORE = 0x80;

    private VarLong() {}

    public static void write(long value, DataOutputView to) throws IOException {
        long rest = value;
        while ((rest & -MORE) != 0) {
            to.writeByte((int) (rest & MORE - 1) | MORE);
            rest >>>= BITS;
        }
        to.writeByte((int) rest);
    }

    public static long read(DataInputView from) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            int octet = from.readUnsignedByte();
            value |= (long) (octet & MORE - 1) << shift;
            if (octet < MORE) {
                return value;
            }
        }
        throw new IOException("A number has more than 64 bits: the state is damaged.");
    }
}
