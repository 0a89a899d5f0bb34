package io.weir.job.config;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/** The built-in detections. */
public record DetectionsConfiguration(
        SynScanConfiguration synScan, IcmpUnreachableConfiguration icmpUnreachable)
        implements Serializable {

    static final List<Key<?>> KEYS =
            Stream.of(SynScanConfiguration.KEYS, IcmpUnreachableConfiguration.KEYS)
                    .<Key<?>>flatMap(List::stream)
                    .toList();

    static DetectionsConfiguration from(Settings settings) {
        return new DetectionsConfiguration(
                SynScanConfiguration.from(settings), IcmpUnreachableConfiguration.from(settings));
    }
}
