package io.weir.benchmarks.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.benchmarks.Traffic;
import java.util.Locale;

/**
 * A lossless run, or one at a given rate.
 *
 * @param kind what was asked for
 * @param bufferBytes the receive buffer that the kernel granted
 * @param books of the receiver's whole life, warm-up and search included
 */
record Measurement(
        Kind kind,
        Receiver.Kind receiver,
        Traffic traffic,
        int run,
        long bufferBytes,
        Trial trial,
        Books books) {

    enum Kind {
        MAXIMUM,
        SAME_RATE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** As one line. */
    ObjectNode toJson() {
        ObjectNode line = new ObjectMapper().createObjectNode();
        line.put("type", "load");
        line.put("kind", kind.toString());
        line.put("receiver", receiver.name().toLowerCase(Locale.ROOT));
        line.put("traffic", traffic.name());
        line.put("run", run);
        line.put("receive_buffer_bytes", bufferBytes);
        line.put("datagrams_per_second", Math.round(trial.sent().datagramsPerSecond()));
        line.put("flows_per_second", Math.round(trial.flowsPerSecond()));
        line.put("as_fast_as_the_sender", trial.unlimited());
        line.put("seconds", trial.sent().seconds());
        line.put("datagrams_sent", trial.sent().datagrams());
        line.put("flows_sent", trial.sent().flows());
        line.put("bytes_sent", trial.sent().bytes());
        line.put("sender_worst_lag_ms", trial.sent().worstLagMillis());
        line.put("kernel_drops", trial.kernelDrops());
        line.put("receiver_drops", trial.receiverDrops());
        line.put("cpu_seconds", trial.cpuSeconds());
        line.put("cpu_ns_per_flow", trial.cpuNanosPerFlow());
        ObjectNode whole = line.putObject("since_start");
        whole.put("datagrams_sent", books.sent().datagrams());
        whole.put("flows_sent", books.sent().flows());
        whole.put("kernel_drops", books.kernelDrops());
        whole.put("receiver_drops", books.counted().drops());
        whole.put("datagrams_counted", books.counted().datagrams());
        whole.put("flows_counted", books.counted().flows());
        whole.put("unexplained", books.unexplained());
        return line;
    }
}
