package io.weir.operators.detect;

import java.util.Arrays;
import java.util.List;

/**
 * The ports that sieves look for, all in one table: a port of a flow is looked up once for all of
 * them. The table is as small as it can be without two of these ports in one place, to stay in the
 * nearest cache. Not thread-safe.
 */
final class WatchedPorts {

    private static final int PORTS = 1 << 16;
    private static final int LEAST_PLACES = 1 << 8;

    /** By the lower bits of a port. */
    private int[] places = emptyPlaces(LEAST_PLACES);

    private int size;

    /** A place has the port in its upper bits, {@link #PORTS} if none, and who looks for it. */
    private static int[] emptyPlaces(int count) {
        int[] places = new int[count];
        Arrays.fill(places, PORTS << Byte.SIZE);
        return places;
    }

    /**
     * Looks for some ports.
     *
     * @param ports 0 to 65535
     * @return the bit that is theirs
     */
    int watch(List<Integer> ports) {
        if (size == Byte.SIZE) {
            throw new IllegalStateException("There are no more than " + Byte.SIZE + " bits.");
        }
        int bit = 1 << size++;
        for (int port : ports) {
            while (!isFree(port)) {
                grow();
            }
            put((port << Byte.SIZE) | (of(port) & 0xff) | bit);
        }
        return bit;
    }

    private boolean isFree(int port) {
        int there = places[port & (places.length - 1)] >>> Byte.SIZE;
        return there == port || there == PORTS;
    }

    private void put(int place) {
        places[(place >>> Byte.SIZE) & (places.length - 1)] = place;
    }

    /** Those in different places stay so. */
    private void grow() {
        int[] old = places;
        places = emptyPlaces(2 * old.length);
        for (int place : old) {
            if (place >>> Byte.SIZE != PORTS) {
                put(place);
            }
        }
    }

    /**
     * The bits of all who look for a port.
     *
     * @param port what a flow says: an exporter may send any 64 bits; negative if it says nothing
     */
    byte of(long port) {
        int place = places[(int) port & (places.length - 1)];
        // Without a branch: which ports are watched is as hard to foresee as the ports.
        long other = (place >>> Byte.SIZE) ^ port;
        return (byte) (place & ((other - 1) & ~other) >> (Long.SIZE - 1));
    }
}
