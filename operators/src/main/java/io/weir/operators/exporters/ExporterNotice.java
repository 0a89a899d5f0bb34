package io.weir.operators.exporters;

import io.weir.codec.IpAddress;

/** Something to be told of an exporter beside its flows. */
public sealed interface ExporterNotice
        permits ExporterPart,
                ExporterMinute,
                ExporterView,
                ExporterSilence,
                ReceptionGap,
                OptionsRecord {

    IpAddress exporter();

    /** The connection it is about; 0 for what comes over UDP, and for the exporter as a whole. */
    long connection();

    /** The receive time that the notice is about, Unix milliseconds. */
    long timeMillis();
}
