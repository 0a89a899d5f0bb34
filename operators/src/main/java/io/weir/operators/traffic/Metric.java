package io.weir.operators.traffic;

/** What ranks are made by. */
public enum Metric {
    BYTES(1) {
        @Override
        long of(long bytes, long packets, long flows) {
            return bytes;
        }
    },
    PACKETS(2) {
        @Override
        long of(long bytes, long packets, long flows) {
            return packets;
        }
    },
    FLOWS(3) {
        @Override
        long of(long bytes, long packets, long flows) {
            return flows;
        }
    };

    private final int code;

    Metric(int code) {
        this.code = code;
    }

    /** Stands for the metric in state. */
    int code() {
        return code;
    }

    static Metric ofCode(int code) {
        return switch (code) {
            case 1 -> BYTES;
            case 2 -> PACKETS;
            case 3 -> FLOWS;
            default ->
                    throw new IllegalArgumentException(
                            "Metric " + code + " is not known: the state is of a newer build.");
        };
    }

    /** The one of three counters that counts. */
    abstract long of(long bytes, long packets, long flows);

    /** What counts of some traffic. */
    public long of(Traffic traffic) {
        return of(traffic.bytes(), traffic.packets(), traffic.flows());
    }
}
