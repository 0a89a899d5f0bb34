package io.weir.codec.session;

import static io.weir.codec.encode.TemplateField.enterprise;
import static io.weir.codec.encode.TemplateField.iana;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.flow.FlowField;
import io.weir.codec.store.MemorySessionStore;
import io.weir.codec.store.SessionTable;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** State of earlier builds must stay readable: what stands here in hex never changes. */
class StoredTemplateTest {

    /** Version 1, data template, received at 0x018bcfe569f4, then the record of RFC 7011 §3.4.1. */
    private static final String TEMPLATE =
            "01 00 0000018bcfe569f4 0100 0002 0001 0004 8001 0008 00007279";

    /** Version 1, options template, then the record of RFC 3954 §6.1. */
    private static final String OPTIONS_TEMPLATE =
            "01 01 0000018bcfe569f4 0101 0004 0004 0001 0004 0022 0004";

    /** Protocol (10 = IPFIX, 9), domain and template id. */
    private static final long IPFIX_256_OF_DOMAIN_7 = 0x000a_0000_0007_0100L;

    private static final long V9_257_OF_LARGEST_DOMAIN = 0x0009_ffff_ffff_0101L;

    private static final TemplateDefinition FLOWS =
            TemplateDefinition.of(
                    256, iana(Elements.OCTET_DELTA_COUNT, 4), enterprise(0x7279, 1, 8));
    private static final TemplateDefinition SAMPLING =
            TemplateDefinition.ofOptions(257, 1, iana(1, 4), iana(34, 4));

    private final MemorySessionStore store = new MemorySessionStore();
    private final SessionUnderTest session = new SessionUnderTest(store);

    @Test
    void writesFormatVersion1() {
        session.receive(new IpfixWriter(7).begin(1).template(FLOWS).toBytes());
        session.receive(new NetflowV9Writer(0xffff_ffffL).begin(1, 0).template(SAMPLING).toBytes());

        Map<Long, String> stored = new HashMap<>();
        store.forEachKey(
                SessionTable.TEMPLATES,
                key ->
                        stored.put(
                                key,
                                HexFormat.of().formatHex(store.get(SessionTable.TEMPLATES, key))));
        assertThat(stored)
                .containsOnly(
                        Map.entry(IPFIX_256_OF_DOMAIN_7, TEMPLATE.replace(" ", "")),
                        Map.entry(V9_257_OF_LARGEST_DOMAIN, OPTIONS_TEMPLATE.replace(" ", "")));
    }

    @Test
    void readsFormatVersion1() {
        store.put(SessionTable.TEMPLATES, IPFIX_256_OF_DOMAIN_7, bytes(TEMPLATE));
        store.put(SessionTable.TEMPLATES, V9_257_OF_LARGEST_DOMAIN, bytes(OPTIONS_TEMPLATE));

        byte[] flows =
                new IpfixWriter(7)
                        .begin(1)
                        .data(FLOWS, record -> record.uint32(10).uint64(0))
                        .toBytes();
        byte[] options =
                new NetflowV9Writer(0xffff_ffffL)
                        .begin(1, 0)
                        .data(SAMPLING, record -> record.uint32(1).uint32(100))
                        .toBytes();

        assertThat(session.recordsOf(flows))
                .singleElement()
                .satisfies(flow -> assertThat(flow).containsEntry(FlowField.BYTES, 10L));
        assertThat(session.recordsOf(options)).isEmpty();
        assertThat(session.optionsRecords()).isEqualTo(1);
        assertThat(session.expireTemplates(0)).isEqualTo(0x018b_cfe5_69f4L);
    }

    @Test
    void namesTheVersionThatItCannotRead() {
        store.put(
                SessionTable.TEMPLATES, IPFIX_256_OF_DOMAIN_7, bytes("02" + TEMPLATE.substring(2)));

        assertThatThrownBy(() -> session.expireTemplates(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "A stored template has format version 2; this build reads version 1. Run"
                                + " the build that wrote the state, or a newer one.");
    }

    @Test
    void refusesBytesThatAreNoStoredTemplate() {
        assertThatThrownBy(() -> StoredTemplate.ofBytes(new byte[0]))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> StoredTemplate.ofBytes(bytes("01 00")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2 bytes");
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
