package io.weir.job.generate;

/**
 * A session that is still going on, and what of it is not yet exported. Filled again when it is
 * over.
 */
final class Conversation {

    int site;
    Host client;
    Host server;
    int clientPort;
    Application application;

    /** Nothing of it was exported yet. */
    boolean isNew;

    /** When the last packet of all comes, Unix milliseconds. */
    long endMillis;

    /** When the part that is exported next begins and ends. */
    long partStartMillis;

    long partEndMillis;

    /** When that part is exported, and why: the values of IANA element 136. */
    long dueMillis;

    int reason;

    /** When traffic goes on after that part. */
    long resumeMillis;

    /** What is left to export of each direction. */
    final Remaining request = new Remaining();

    final Remaining response = new Remaining();

    boolean isLastPart() {
        return partEndMillis == endMillis;
    }

    /** Packets and octets that are left. */
    static final class Remaining {

        private long packets;
        private long octets;
        private long takenPackets;
        private long takenOctets;

        void set(long allPackets, long allOctets) {
            packets = allPackets;
            octets = allOctets;
        }

        long packets() {
            return packets;
        }

        /** Takes a share and leaves at least one packet. */
        void take(double share) {
            takenPackets = Math.max(1, Math.min(packets - 1, (long) (packets * share)));
            takenOctets = octets / packets * takenPackets;
            leave();
        }

        void takeAll() {
            takenPackets = packets;
            takenOctets = octets;
            leave();
        }

        private void leave() {
            packets -= takenPackets;
            octets -= takenOctets;
        }

        long takenPackets() {
            return takenPackets;
        }

        long takenOctets() {
            return takenOctets;
        }
    }
}
