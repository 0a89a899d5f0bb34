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

    /** The receive time that the notice is about, Unix milliseconds. */
    long timeMillis();
}
