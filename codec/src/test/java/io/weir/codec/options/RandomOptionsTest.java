package io.weir.codec.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.encode.WireBuffer;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.session.SessionUnderTest;
import io.weir.codec.session.Transport;
import io.weir.codec.store.MemorySessionStore;
import io.weir.codec.store.SessionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever options say: nothing is thrown, memory is bounded, and a restored session agrees. */
class RandomOptionsTest {

    private static final int MOST_RECORDS = 20;
    private static final int MOST_BYTES = MOST_RECORDS * 512;

    /** The elements that are understood, and scope types, and one that is not. */
    private static final int[] ELEMENTS = {
        1, 2, 3, 4, 5, 10, 14, 34, 35, 36, 41, 42, 48, 49, 50, 58, 82, 83, 84, 94, 95, 96, 130, 141,
        144, 145, 149, 160, 234, 235, 236, 252, 301, 302, 304, 305, 306, 307, 308, 309, 310, 311,
        335, 396, 397, 20_000
    };

    private static final TemplateDefinition FLOWS =
            TemplateDefinition.of(
                    256,
                    TemplateField.iana(10, 1),
                    TemplateField.iana(14, 1),
                    TemplateField.iana(48, 1),
                    TemplateField.iana(95, 2),
                    TemplateField.iana(234, 1),
                    TemplateField.iana(22, 4));

    @Property(tries = 1_000)
    void survivesAndRestoresAnyOptions(@ForAll long seed, @ForAll boolean v9) {
        Random random = new Random(seed);
        MemorySessionStore store = new MemorySessionStore();
        SessionUnderTest session = session(store);

        for (int message = 0; message < 6; message++) {
            TemplateDefinition template = template(random, v9);
            session.receive(v9 ? netflowV9(template, random) : ipfix(template, random));
            assertThat(session.findings()).isEmpty();
        }

        List<Integer> lengths = new ArrayList<>();
        store.forEachKey(
                SessionTable.OPTIONS,
                key -> lengths.add(store.get(SessionTable.OPTIONS, key).length));
        assertThat(lengths).hasSizeLessThanOrEqualTo(MOST_RECORDS);
        assertThat(lengths.stream().mapToInt(Integer::intValue).sum())
                .isLessThanOrEqualTo(MOST_BYTES);
        byte[] flows = flows(v9, random);
        assertThat(flowsOf(session(store), flows)).isEqualTo(flowsOf(session, flows));
    }

    private static SessionUnderTest session(MemorySessionStore store) {
        return new SessionUnderTest(
                store,
                Transport.DATAGRAMS,
                SessionLimits.DEFAULTS.withOptionsRecords(MOST_RECORDS));
    }

    /** The fields of the flows, texts as such: where they lie differs. */
    private static List<Map<FlowField, Object>> flowsOf(SessionUnderTest session, byte[] datagram) {
        FlowBatch batch = session.receive(datagram);
        List<Map<FlowField, Object>> flows = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            Map<FlowField, Object> flow = SessionUnderTest.flow(batch, row);
            int at = row;
            flow.replaceAll(
                    (field, value) ->
                            field.shape() == FlowField.Shape.BYTES ? batch.text(field, at) : value);
            flows.add(flow);
        }
        return flows;
    }

    private static TemplateDefinition template(Random random, boolean v9) {
        TemplateField[] fields = new TemplateField[1 + random.nextInt(8)];
        for (int i = 0; i < fields.length; i++) {
            int element = ELEMENTS[random.nextInt(ELEMENTS.length)];
            boolean variable = !v9 && random.nextInt(4) == 0;
            int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 1_500 : 9);
            fields[i] =
                    TemplateField.iana(element, variable ? TemplateField.VARIABLE_LENGTH : length);
        }
        int scope = 1 + random.nextInt(Math.min(2, fields.length));
        return TemplateDefinition.ofOptions(300 + random.nextInt(3), scope, fields);
    }

    private static void record(TemplateDefinition template, Random random, WireBuffer to) {
        for (TemplateField field : template.fields()) {
            boolean variable = field.length() == TemplateField.VARIABLE_LENGTH;
            int most = random.nextInt(20) == 0 ? 3_000 : 9;
            byte[] value = new byte[variable ? random.nextInt(most) : field.length()];
            if (random.nextInt(4) == 0) {
                random.nextBytes(value);
            } else if (value.length > 0) {
                value[value.length - 1] = (byte) random.nextInt(4);
            }
            if (variable) {
                to.variableLength(value);
            } else {
                to.bytes(value);
            }
        }
    }

    private static byte[] netflowV9(TemplateDefinition template, Random random) {
        NetflowV9Writer writer = new NetflowV9Writer(random.nextInt(2)).begin(1_700_000_000L, 0);
        writer.template(template);
        for (int i = 0; i < 8; i++) {
            writer.record(template, to -> record(template, random, to));
        }
        return writer.toBytes();
    }

    private static byte[] ipfix(TemplateDefinition template, Random random) {
        IpfixWriter writer = new IpfixWriter(random.nextInt(2)).begin(1_700_000_000L);
        writer.template(template);
        for (int i = 0; i < 8; i++) {
            writer.record(template, to -> record(template, random, to));
        }
        return writer.toBytes();
    }

    private static byte[] flows(boolean v9, Random random) {
        NetflowV9Writer netflow = new NetflowV9Writer(1).begin(1_700_000_000L, 0).template(FLOWS);
        IpfixWriter ipfix = new IpfixWriter(1).begin(1_700_000_000L).template(FLOWS);
        for (int i = 0; i < 8; i++) {
            byte[] ids = {
                (byte) random.nextInt(4),
                (byte) random.nextInt(4),
                (byte) random.nextInt(4),
                0,
                (byte) random.nextInt(4),
                (byte) random.nextInt(4),
                0,
                0,
                0,
                9
            };
            netflow.record(FLOWS, to -> to.bytes(ids));
            ipfix.record(FLOWS, to -> to.bytes(ids));
        }
        return v9 ? netflow.toBytes() : ipfix.toBytes();
    }
}
