package io.weir.codec.listeners;

/**
 * Endpoints that may turn out to listen, with whom they were seen: {@value #CAPACITY} at most, in
 * buckets of eight. Of a full bucket the one with the fewest clients makes room, so that a flood of
 * endpoints that are seen once does not take the place of one that is asked again and again; but
 * whoever came before the last {@value #FORGET_MINUTES} minutes goes first.
 *
 * <p>Who was seen with an endpoint is kept in bitmaps of 16 (linear counting; Whang et al. 1990):
 * <em>k</em> bits are set by <em>k</em> different ones at least, so they never count too many. 48
 * KiB.
 */
final class CandidateTable {

    static final int CAPACITY = 1 << 11;
    static final int FORGET_MINUTES = 10;

    private static final int BUCKET = 8;

    /** Of those that find no room: who is asked often comes again, and the others cost less. */
    private static final int ONE_IN_SO_MANY_ADMITTED = 8;

    /** Different clients, both ways, that make a listener; by address and by port. */
    private static final int CLIENTS = 4;

    /** Handshakes that make one. */
    private static final int HANDSHAKES = 2;

    private static final int MAP_BITS = 16;
    private static final int MAP = 0xffff;

    private final long[] keys = new long[CAPACITY];

    /** From the low end: addresses that asked, their ports; addresses answered, their ports. */
    private final long[] clients = new long[CAPACITY];

    /** From the low end: endpoints whose SYN was answered; addresses answered as responder. */
    private final int[] handshakes = new int[CAPACITY];

    private final int[] sinceMinutes = new int[CAPACITY];
    private int newcomers;

    /** Takes that a client sent something to the candidate. Returns whether it listens. */
    boolean asked(Endpoint candidate, Endpoint client, int minute) {
        int slot = slot(candidate.key, minute);
        if (slot < 0) {
            return false;
        }
        clients[slot] |= peerBits(client);
        return settle(slot);
    }

    /** Takes that the candidate sent something to a client. Returns whether it listens. */
    boolean answered(Endpoint candidate, Endpoint client, int minute) {
        int slot = slot(candidate.key, minute);
        if (slot < 0) {
            return false;
        }
        clients[slot] |= peerBits(client) << (2 * MAP_BITS);
        return settle(slot);
    }

    /** Takes that the candidate answered a SYN. Returns whether it listens. */
    boolean acknowledged(Endpoint candidate, Endpoint client, int minute) {
        int slot = slot(candidate.key, minute);
        if (slot < 0) {
            return false;
        }
        handshakes[slot] |= 1 << (client.key >>> 60);
        return settle(slot);
    }

    /**
     * Takes that the candidate responded, as the exporter says, to who opened the connection.
     * Returns whether it listens.
     */
    boolean responded(Endpoint candidate, Endpoint client, int minute) {
        int slot = slot(candidate.key, minute);
        if (slot < 0) {
            return false;
        }
        handshakes[slot] |= 1 << (MAP_BITS + (client.addressHash >>> 60));
        return settle(slot);
    }

    /** Takes that the endpoint opened a connection: it is none that listens. */
    void opened(Endpoint endpoint) {
        int slot = find(endpoint.key);
        if (slot >= 0) {
            keys[slot] = 0;
        }
    }

    private static long peerBits(Endpoint peer) {
        int portBit = (peer.port * 0x9e37_79b9) >>> 28;
        return (1L << (peer.addressHash >>> 60)) | (1L << (MAP_BITS + portBit));
    }

    /** Whether there is enough; then the candidate is one no longer. */
    private boolean settle(int slot) {
        if (isListener(slot)) {
            keys[slot] = 0;
            return true;
        }
        return false;
    }

    private boolean isListener(int slot) {
        int shaken = handshakes[slot];
        long seen = clients[slot];
        return Integer.bitCount(shaken & MAP) >= HANDSHAKES
                || Integer.bitCount(shaken >>> MAP_BITS) >= HANDSHAKES
                || (counts(seen) && counts(seen >>> (2 * MAP_BITS)));
    }

    /** Whether the two lowest maps have enough different addresses and ports. */
    private static boolean counts(long maps) {
        return Long.bitCount(maps & MAP) >= CLIENTS
                && Long.bitCount((maps >>> MAP_BITS) & MAP) >= CLIENTS;
    }

    /** The slot of a candidate; -1 if it is none, and there is no room for it this time. */
    private int slot(long key, int minute) {
        int first = firstSlot(key);
        int free = -1;
        for (int slot = first; slot < first + BUCKET; slot++) {
            if (keys[slot] == key) {
                if (isOld(slot, minute)) {
                    begin(slot, key, minute);
                }
                return slot;
            }
            if (keys[slot] == 0) {
                free = slot;
            }
        }
        newcomers++;
        if (free < 0) {
            if (newcomers % ONE_IN_SO_MANY_ADMITTED != 0) {
                return -1;
            }
            free = leastPromising(first, minute);
        }
        begin(free, key, minute);
        return free;
    }

    private void begin(int slot, long key, int minute) {
        keys[slot] = key;
        clients[slot] = 0;
        handshakes[slot] = 0;
        sinceMinutes[slot] = minute;
    }

    private int find(long key) {
        int first = firstSlot(key);
        for (int slot = first; slot < first + BUCKET; slot++) {
            if (keys[slot] == key) {
                return slot;
            }
        }
        return -1;
    }

    private int leastPromising(int first, int minute) {
        int least = first;
        int fewest = Integer.MAX_VALUE;
        // From another place each time: else of equals the same one would make room for all.
        int hand = newcomers / ONE_IN_SO_MANY_ADMITTED;
        for (int i = 0; i < BUCKET; i++) {
            int slot = first + ((hand + i) & (BUCKET - 1));
            if (keys[slot] == 0 || isOld(slot, minute)) {
                return slot;
            }
            int seen = Long.bitCount(clients[slot]) + Integer.bitCount(handshakes[slot]);
            if (seen < fewest) {
                fewest = seen;
                least = slot;
            }
        }
        return least;
    }

    private boolean isOld(int slot, int minute) {
        return minute - sinceMinutes[slot] >= FORGET_MINUTES;
    }

    private static int firstSlot(long key) {
        return (int) (key >>> Integer.SIZE) & (CAPACITY - 1) & -BUCKET;
    }
}
