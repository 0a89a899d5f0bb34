package io.weir.job.capture;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;

/**
 * The datagrams of several captures in the order of their times, in microseconds; of the same time,
 * those of the file named first come first. The order within a file is kept, also where its times
 * go backwards.
 */
public final class MergedCaptures implements Closeable {

    private final List<OpenCapture> captures = new ArrayList<>();
    private final PriorityQueue<OpenCapture> heads =
            new PriorityQueue<>(
                    Comparator.comparingLong((OpenCapture c) -> c.head.epochMicros())
                            .thenComparingInt(c -> c.index));

    private final BiConsumer<Path, CaptureStatistics> ended;

    private MergedCaptures(BiConsumer<Path, CaptureStatistics> ended) {
        this.ended = ended;
    }

    /**
     * Opens all of them.
     *
     * @param ended told of each file when it has been read to its end
     * @throws CaptureFormatException if one is no capture, or damaged where it begins
     * @throws IOException if one cannot be read
     */
    public static MergedCaptures open(List<Path> files, BiConsumer<Path, CaptureStatistics> ended)
            throws IOException {
        MergedCaptures merged = new MergedCaptures(ended);
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
            ended.accept(capture.file, capture.reader.statistics());
        }
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
