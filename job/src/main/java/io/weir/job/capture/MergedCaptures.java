package io.weir.job.capture;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The datagrams of several captures in the order of their times, in microseconds; of the same time,
 * those of the file named first come first. The order within a file is kept, also where its times
 * go backwards.
 */
public final class MergedCaptures implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(MergedCaptures.class);

    private final List<OpenCapture> captures = new ArrayList<>();
    private final PriorityQueue<OpenCapture> heads =
            new PriorityQueue<>(
                    Comparator.comparingLong((OpenCapture c) -> c.head.epochMicros())
                            .thenComparingInt(c -> c.index));

    private MergedCaptures() {}

    /**
     * Opens all of them.
     *
     * @throws CaptureFormatException if one is no capture, or damaged where it begins
     * @throws IOException if one cannot be read
     */
    public static MergedCaptures open(List<Path> files) throws IOException {
        MergedCaptures merged = new MergedCaptures();
        try {
            for (Path file : files) {
                merged.add(file);
            }
        } catch (IOException | RuntimeException e) {
            merged.close();
            throw e;
        }
        return merged;
    }

    private void add(Path file) throws IOException {
        OpenCapture capture = new OpenCapture(captures.size(), file, CaptureReader.open(file));
        captures.add(capture);
        advance(capture);
    }

    /**
     * The next datagram, or null after the last.
     *
     * @throws CaptureFormatException if a file is damaged here
     * @throws IOException if one cannot be read
     */
    public CapturedDatagram next() throws IOException {
        OpenCapture earliest = heads.poll();
        if (earliest == null) {
            return null;
        }
        CapturedDatagram datagram = earliest.head;
        advance(earliest);
        return datagram;
    }

    private void advance(OpenCapture capture) throws IOException {
        capture.head = capture.reader.nextCaptured();
        if (capture.head != null) {
            heads.add(capture);
        } else {
            capture.reader.close();
            logEnd(capture.file, capture.reader.statistics());
        }
    }

    private static void logEnd(Path file, CaptureStatistics statistics) {
        if (statistics.cutAt().isPresent()) {
            LOG.warn(
                    "{} ends inside a packet at offset {}; what comes before it is used.",
                    file,
                    statistics.cutAt().getAsLong());
        }
        LOG.info(
                "{}: {} packets, {} datagrams, skipped {}.",
                file,
                statistics.packets(),
                statistics.datagrams(),
                statistics.skipped());
    }

    @Override
    public void close() throws IOException {
        for (OpenCapture capture : captures) {
            capture.reader.close();
        }
    }

    private static final class OpenCapture {

        private final int index;
        private final Path file;
        private final CaptureReader reader;
        private CapturedDatagram head;

        OpenCapture(int index, Path file, CaptureReader reader) {
            this.index = index;
            this.file = file;
            this.reader = reader;
        }
    }
}
