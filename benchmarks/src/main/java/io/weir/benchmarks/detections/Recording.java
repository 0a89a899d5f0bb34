package io.weir.benchmarks.detections;

import io.weir.job.capture.CaptureReader;
import io.weir.udp.Datagram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The datagrams of a capture.
 *
 * @param datagrams in the order of the capture, at least one
 */
record Recording(List<Datagram> datagrams) {

    private static final long PAUSE_MILLIS = 1_000;

    static Recording of(Path capture) throws IOException {
        List<Datagram> datagrams = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(capture)) {
            for (Datagram next = reader.next(); next != null; next = reader.next()) {
                datagrams.add(next);
            }
        }
        return new Recording(datagrams);
    }

    /** From the first datagram to the last one, and a second. */
    long lapMillis() {
        return datagrams.get(datagrams.size() - 1).receivedMillis()
                - datagrams.get(0).receivedMillis()
                + PAUSE_MILLIS;
    }
}
