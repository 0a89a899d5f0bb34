package io.weir.receive;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.annotation.Internal;

/** What the builders of all sources allow for the queue and for watermarks, and where they bind. */
@Internal
public final class ReceiveBounds {

    private static final long MIN_QUEUE_BYTES = 128 << 10;

    private static final long MAX_QUEUE_BYTES = 1L << 30;

    private static final Duration MIN_WATERMARK_INTERVAL = Duration.ofMillis(10);

    private static final Duration MAX_WATERMARK_INTERVAL = Duration.ofMinutes(1);

    private ReceiveBounds() {}

    /** Adds a line for each value that is not allowed. */
    public static void check(long queueBytes, Duration watermarkInterval, List<String> problems) {
        if (queueBytes < MIN_QUEUE_BYTES || queueBytes > MAX_QUEUE_BYTES) {
            problems.add(
                    "queueBytes is %d: give %d (128 KiB) to %d (1 GiB)."
                            .formatted(queueBytes, MIN_QUEUE_BYTES, MAX_QUEUE_BYTES));
        }
        if (watermarkInterval.compareTo(MIN_WATERMARK_INTERVAL) < 0
                || watermarkInterval.compareTo(MAX_WATERMARK_INTERVAL) > 0) {
            problems.add(
                    "watermarkInterval is %s: give 10 ms to 1 min.".formatted(watermarkInterval));
        }
    }

    /** All addresses of the host, IPv6 and IPv4. */
    public static InetAddress dualStackWildcard() {
        try {
            return InetAddress.getByAddress(new byte[16]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an IPv6 address", e);
        }
    }
}
