package io.weir.job.capture;

import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * The one split of a {@link CaptureSource}: its files and how far they are read.
 *
 * @param files paths of the capture files; their order decides between packets of the same time
 * @param emitted how many datagrams of the merged files have been emitted, 0 or more
 */
record CaptureSplit(List<String> files, long emitted) implements SourceSplit {

    CaptureSplit {
        files = List.copyOf(files);
    }

    @Override
    public String splitId() {
        return "captures";
    }
}
