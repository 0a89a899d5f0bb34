package io.weir.udp.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.udp.Loopback;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RefusedSendersTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<String> lines = new ArrayList<>();
    private final RefusedSenders senders =
            new RefusedSenders(
                    nanos::get,
                    (sender, heldBack) -> lines.add(sender.getHostAddress() + " " + heldBack));

    @Test
    void mentionsOneSenderInTenSecondsAndHowManyItHeldBack() {
        senders.refused(Loopback.IPV4);
        nanos.addAndGet(RefusedSenders.INTERVAL_NANOS - 1);
        for (int i = 0; i < 1000; i++) {
            senders.refused(Loopback.IPV4);
        }
        assertThat(lines).containsExactly("127.0.0.1 0");

        nanos.incrementAndGet();
        senders.refused(Loopback.IPV6);
        senders.refused(Loopback.IPV6);
        nanos.addAndGet(RefusedSenders.INTERVAL_NANOS);
        senders.refused(Loopback.IPV4);

        assertThat(lines).containsExactly("127.0.0.1 0", "0:0:0:0:0:0:0:1 1000", "127.0.0.1 1");
    }
}
