package io.weir.job.output.lines;

import io.weir.job.output.message.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints each message at once and in one piece. Where nobody reads any more, lines are counted and
 * lost: that is no reason for the job to fail.
 */
final class LineWriter implements SinkWriter<Message> {

    static final String LINES_LOST = "linesLost";

    private static final Logger LOG = LoggerFactory.getLogger(LineWriter.class);

    /** Lines of all subtasks and streams are of one output. */
    private static final Object OUTPUT = new Object();

    private final OutputStream out;
    private final Counter linesLost;
    private byte[] line = {};

    LineWriter(OutputStream out, MetricGroup metrics) {
        this.out = out;
        linesLost = metrics.counter(LINES_LOST);
    }

    @Override
    public void write(Message message, Context context) {
        byte[] json = message.value();
        int length = json.length + 1;
        if (line.length < length) {
            line = Arrays.copyOf(line, Math.max(length, 2 * line.length));
        }
        System.arraycopy(json, 0, line, 0, json.length);
        line[json.length] = '\n';
        try {
            synchronized (OUTPUT) {
                out.write(line, 0, length);
            }
        } catch (IOException e) {
            if (linesLost.getCount() == 0) {
                LOG.warn("Lines are lost: standard output does not take them.", e);
            }
            linesLost.inc();
        }
    }

    /** Nothing waits. */
    @Override
    public void flush(boolean endOfInput) {}

    /** Standard output stays open for others. */
    @Override
    public void close() {}
}
