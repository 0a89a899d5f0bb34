package io.weir.job.generate;

import io.weir.codec.flow.ExportProtocol;
import java.util.OptionalLong;

/**
 * What each exporter has.
 *
 * @param site whose edge it is, from 0
 * @param silentMicros from when on it sends nothing, Unix microseconds; empty for never
 * @param sampler leaves out packets; takes all where there is no sampling
 */
record ExporterParts(
        int site,
        ExportProtocol protocol,
        ExporterOptions options,
        ExporterClock clock,
        PacketSampler sampler,
        RestartTimer restarts,
        OptionalLong silentMicros,
        Uplink uplink,
        ExportTally tally,
        GroundTruth truth) {

    /** The observation domain, source id or sub-agent: the number of the site from 1. */
    long domain() {
        return site + 1L;
    }

    /** The engine id of NetFlow v5, which has room for 256. */
    int engine() {
        return site & 0xff;
    }

    /** The sampling that it announces: one packet in so many. */
    int samplingInterval() {
        boolean sflow = protocol == ExportProtocol.SFLOW_V5;
        return options.sampling().orElse(sflow ? SflowExporter.SAMPLING_RATE : 1);
    }
}
