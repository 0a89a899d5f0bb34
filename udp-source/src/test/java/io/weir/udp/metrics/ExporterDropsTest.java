package io.weir.udp.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.testutils.MetricListener;
import org.junit.jupiter.api.Test;

class ExporterDropsTest {

    private static final long MAPPED = 0x0000_ffff_0000_0000L;

    private final MetricListener listener = new MetricListener();
    private final ExporterDrops drops = new ExporterDrops(listener.getMetricGroup());

    @Test
    void countsEachExporterByItsAddress() {
        drops.count(0, MAPPED | 0x0a00_0001);
        drops.count(0, MAPPED | 0x0a00_0002);
        drops.count(0, MAPPED | 0x0a00_0001);
        drops.count(0x2001_0db8_0000_0000L, 1);

        assertThat(dropsOf("10.0.0.1")).isEqualTo(2);
        assertThat(dropsOf("10.0.0.2")).isEqualTo(1);
        assertThat(dropsOf("2001:db8:0:0:0:0:0:1")).isEqualTo(1);
    }

    @Test
    void gathersExportersBeyondTheBoundInOneCounter() {
        for (int round = 0; round < 2; round++) {
            for (int host = 1; host <= ExporterDrops.MAX_EXPORTERS + 10; host++) {
                drops.count(0, MAPPED | 0x0a00_0000 | host);
            }
        }

        assertThat(dropsOf("10.0.0.1")).isEqualTo(2);
        assertThat(dropsOf("10.0.0." + ExporterDrops.MAX_EXPORTERS)).isEqualTo(2);
        assertThat(dropsOf(ExporterDrops.OTHER)).isEqualTo(20);
    }

    private long dropsOf(String exporter) {
        return listener.getCounter(
                        ExporterDrops.GROUP, exporter, UdpMetric.DATAGRAMS_DROPPED_QUEUE_FULL.id())
                .map(Counter::getCount)
                .orElseThrow();
    }
}
