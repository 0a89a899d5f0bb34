package io.weir.codec.sequence;

import io.weir.codec.flow.ExportProtocol;

/** Numbers messages as an exporter does, ten per second. */
final class NumberingExporter {

    private static final long START_MILLIS = 1_700_000_000_000L;
    private static final long PERIOD_MILLIS = 100;
    private static final long MASK = 0xffff_ffffL;

    private final boolean saysUptime;
    private SequenceUnit unit;
    private long number;
    private long nowMillis = START_MILLIS;
    private long bootMillis = START_MILLIS - 3_600_000;

    /**
     * @param number of units before the first message
     */
    NumberingExporter(ExportProtocol protocol, SequenceUnit unit, long number) {
        this.saysUptime = protocol != ExportProtocol.IPFIX;
        this.unit = unit;
        this.number = number;
    }

    NumberedMessage next(int flows) {
        return next(flows, 0);
    }

    NumberedMessage next(int flows, int options) {
        nowMillis += PERIOD_MILLIS;
        long before = number;
        number += unit.count(flows, options);
        return new NumberedMessage(
                (unit.includesMessage() ? number : before) & MASK,
                flows,
                options,
                nowMillis,
                saysUptime ? nowMillis - bootMillis & MASK : 0,
                true);
    }

    /** Starts anew, with uptime and numbers at 0. */
    void reboot() {
        bootMillis = nowMillis;
        number = 0;
    }

    /** Goes on with another number, without a new start. */
    void numberFrom(long number) {
        this.number = number;
    }

    void countIn(SequenceUnit unit) {
        this.unit = unit;
    }

    /** As if started so long ago. */
    void setUptime(long millis) {
        bootMillis = nowMillis - millis;
    }

    /** Says nothing for so long. */
    void pause(long millis) {
        nowMillis += millis;
    }
}
