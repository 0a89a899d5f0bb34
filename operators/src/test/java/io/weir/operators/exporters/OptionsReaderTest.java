package io.weir.operators.exporters;

import static io.weir.codec.encode.TemplateField.iana;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.Malformation;
import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.options.OptionsKind;
import io.weir.codec.session.ExportMessage;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.session.SessionListener;
import io.weir.codec.store.MemorySessionStore;
import io.weir.codec.template.Template;
import io.weir.operators.types.TransportSession;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsReaderTest {

    private static final TransportSession SESSION =
            new TransportSession(0, IpAddress.mappedIpv4(0xc000_0201L), 0);
    private static final TemplateDefinition INTERFACES =
            TemplateDefinition.ofOptions(311, 1, iana(10, 4), iana(82, 4), iana(130, 4));

    private final List<OptionsRecord> records = new ArrayList<>();

    @Test
    void makesNoticesOfRecordsThatSaySomethingNew() {
        ExporterSession session =
                new ExporterSession(
                        new MemorySessionStore(), new Reading(), SessionLimits.DEFAULTS);
        byte[] message =
                new IpfixWriter(3)
                        .begin(1_700_000_000L)
                        .template(INTERFACES)
                        .data(
                                INTERFACES,
                                to ->
                                        to.uint32(7)
                                                .bytes("eth0".getBytes(StandardCharsets.US_ASCII))
                                                .uint32(0xc000_0201L))
                        .toBytes();

        session.decode(message, new FlowBatch());
        session.decode(message, new FlowBatch());

        assertThat(records)
                .containsExactly(
                        new OptionsRecord(
                                SESSION,
                                5,
                                "interface",
                                ExportProtocol.IPFIX,
                                3,
                                311,
                                "ingressInterface=7",
                                Map.of(
                                        "ingressInterface",
                                        "7",
                                        "interfaceName",
                                        "eth0",
                                        "exporterIPv4Address",
                                        "192.0.2.1")));
    }

    private final class Reading implements SessionListener {

        private final OptionsReader reader = new OptionsReader();

        @Override
        public void count(SessionCounter counter, long amount) {}

        @Override
        public void malformed(Malformation reason, int offset) {
            throw new AssertionError(reason);
        }

        @Override
        public void optionsRecord(
                ExportMessage message,
                OptionsKind kind,
                Template template,
                byte[] bytes,
                int from,
                int to) {
            records.add(reader.read(SESSION, 5, message, kind, template, bytes, from, to));
        }
    }
}
