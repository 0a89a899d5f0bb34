package io.weir.operators.exporters;

import io.weir.codec.IpAddress;

/**
 * An exporter fell silent, or is back.
 *
 * @param timeMillis when that was found, Unix milliseconds
 * @param sinceMillis receive time of the last datagram before the silence
 */
public record ExporterSilence(IpAddress exporter, Change change, long timeMillis, long sinceMillis)
        implements ExporterNotice {

    /** What changed. */
    public enum Change {
        SILENT,
        BACK
    }

    @Override
    public long connection() {
        return 0;
    }
}
