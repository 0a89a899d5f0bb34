package io.weir.benchmarks.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.Malformation;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.session.SessionListener;
import io.weir.codec.store.MemorySessionStore;
import io.weir.udp.Datagram;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

/** Measures what decode keeps per exporter and what its keyed step costs, and prints both. */
class DecodeStateTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final int EXPORTERS = 1_000;
    private static final int TEMPLATES = 20;

    /** As in the templates of routers: 20 fields of 4 octets. */
    private static final int FIELDS = 20;

    private static final int FLOWS = 16;
    private static final int BUSY_EXPORTERS = 100;
    private static final int ROUNDS = 300;

    @Test
    void keepsLittleMoreThanTemplatesAsReceived() throws Exception {
        measureState("heap", new HashMapStateBackend());
        measureState("RocksDB", new EmbeddedRocksDBStateBackend());
    }

    private static void measureState(String name, StateBackend backend) throws Exception {
        try (DecodeStage stage = new DecodeStage(backend)) {
            long empty = stage.savepointBytes();
            for (int exporter = 0; exporter < EXPORTERS; exporter++) {
                stage.receive(datagram(exporter, templates()));
            }
            long savepoint = (stage.savepointBytes() - empty) / EXPORTERS;
            long checkpoint = stage.checkpointBytes() / EXPORTERS;
            System.out.printf(
                    Locale.ROOT,
                    "%s: %,d octets per exporter in a savepoint, %,d in a checkpoint (%,d"
                            + " exporters, %d templates of %d fields)%n",
                    name,
                    savepoint,
                    checkpoint,
                    EXPORTERS,
                    TEMPLATES,
                    FIELDS);
            int asReceived = TEMPLATES * (4 + 4 * FIELDS);
            assertThat(savepoint).isBetween((long) asReceived, 2L * asReceived);
        }
    }

    /** Both take turns, so that what else the machine does falls on both. */
    @Test
    void keyedStepCostsLittleBesideDecoding() throws Exception {
        FlowBatch batch = new FlowBatch();
        List<StreamRecord<Datagram>> flows =
                IntStream.range(0, BUSY_EXPORTERS)
                        .mapToObj(exporter -> datagram(exporter, flows()))
                        .toList();
        List<ExporterSession> sessions = new ArrayList<>();
        try (DecodeStage stage = new DecodeStage(new HashMapStateBackend())) {
            for (int exporter = 0; exporter < BUSY_EXPORTERS; exporter++) {
                stage.receive(datagram(exporter, templates()));
                ExporterSession session =
                        new ExporterSession(
                                new MemorySessionStore(), new Silent(), SessionLimits.DEFAULTS);
                session.decode(templates(), batch);
                sessions.add(session);
            }
            long keyed = Long.MAX_VALUE;
            long bare = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                for (StreamRecord<Datagram> flow : flows) {
                    stage.receive(flow);
                }
                long middle = System.nanoTime();
                for (int exporter = 0; exporter < BUSY_EXPORTERS; exporter++) {
                    Datagram datagram = flows.get(exporter).getValue();
                    batch.setOrigin(
                            datagram.sourceHigh(),
                            datagram.sourceLow(),
                            datagram.sourcePort(),
                            datagram.receivedMillis());
                    sessions.get(exporter).decode(datagram.payload(), batch);
                    copied = batch.copy(); // as the harness's output does
                }
                long end = System.nanoTime();
                keyed = Math.min(keyed, middle - start);
                bare = Math.min(bare, end - middle);
                stage.drain();
            }
            System.out.printf(
                    Locale.ROOT,
                    "keyed step: %,d ns per datagram of %d flows, of that %,d ns bare decoding and"
                            + " a copy (best of %d rounds, %d exporters)%n",
                    keyed / BUSY_EXPORTERS,
                    FLOWS,
                    bare / BUSY_EXPORTERS,
                    ROUNDS,
                    BUSY_EXPORTERS);
            assertThat(copied.size()).isEqualTo(FLOWS);
            assertThat(keyed).isLessThan(10 * bare);
        }
    }

    private FlowBatch copied;

    private static StreamRecord<Datagram> datagram(int exporter, byte[] payload) {
        return new StreamRecord<>(
                new Datagram(T0, 0, 0xffff_0a00_0000L + exporter, 2055, payload), T0);
    }

    private static byte[] templates() {
        NetflowV9Writer writer = new NetflowV9Writer(1).begin(T0 / 1000, 60_000);
        for (int id = 256; id < 256 + TEMPLATES; id++) {
            writer.template(template(id));
        }
        return writer.toBytes();
    }

    private static byte[] flows() {
        NetflowV9Writer writer = new NetflowV9Writer(1).begin(T0 / 1000, 60_000);
        for (int flow = 0; flow < FLOWS; flow++) {
            int value = flow;
            writer.data(
                    template(256),
                    record -> {
                        for (int field = 0; field < FIELDS; field++) {
                            record.uint32(value);
                        }
                    });
        }
        return writer.toBytes();
    }

    private static TemplateDefinition template(int id) {
        return TemplateDefinition.of(
                id,
                IntStream.rangeClosed(1, FIELDS)
                        .mapToObj(element -> TemplateField.iana(element, 4))
                        .toArray(TemplateField[]::new));
    }

    private static final class Silent implements SessionListener {

        @Override
        public void count(SessionCounter counter, long amount) {}

        @Override
        public void malformed(Malformation reason, int offset) {}
    }
}
