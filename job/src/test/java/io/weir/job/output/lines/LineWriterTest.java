package io.weir.job.output.lines;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.output.message.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class LineWriterTest {

    private final Counter lost = new SimpleCounter();
    private final UnregisteredMetricsGroup metrics =
            new UnregisteredMetricsGroup() {
                @Override
                public Counter counter(String name) {
                    return name.equals(LineWriter.LINES_LOST) ? lost : new SimpleCounter();
                }
            };

    @Test
    void printsEachMessageAsALineWhateverItsLength() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LineWriter writer = new LineWriter(out, metrics);
        writer.write(message("{\"a\":\"long\"}"), null);
        writer.write(message("{}"), null);
        writer.write(message("{\"a\":\"longer\"}"), null);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":\"long\"}\n{}\n{\"a\":\"longer\"}\n");
        assertThat(lost.getCount()).isZero();
    }

    @Test
    void countsWhatNobodyReadsAndGoesOn() {
        LineWriter writer =
                new LineWriter(
                        new OutputStream() {
                            @Override
                            public void write(int octet) throws IOException {
                                throw new IOException("Broken pipe");
                            }
                        },
                        metrics);
        writer.write(message("{}"), null);
        writer.write(message("{}"), null);

        assertThat(lost.getCount()).isEqualTo(2);
    }

    private static Message message(String json) {
        Message message = new Message();
        message.set(null, json.getBytes(StandardCharsets.UTF_8), 0);
        return message;
    }
}
