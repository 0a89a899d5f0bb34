package io.weir.codec.session;

import static io.weir.codec.encode.TemplateField.iana;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionUnderTest.UnknownSet;
import io.weir.codec.store.MemorySessionStore;
import io.weir.codec.store.SessionTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of templates: resent, redefined, withdrawn, expired, refused, restored. */
class TemplateLifecycleTest {

    private static final TemplateDefinition BYTES =
            TemplateDefinition.of(256, iana(Elements.OCTET_DELTA_COUNT, 4));
    private static final TemplateDefinition PACKETS_OF_SAME_ID =
            TemplateDefinition.of(256, iana(Elements.PACKET_DELTA_COUNT, 8));
    private static final TemplateDefinition PORTS =
            TemplateDefinition.of(257, iana(Elements.SOURCE_TRANSPORT_PORT, 2));
    private static final TemplateDefinition SAMPLERS =
            TemplateDefinition.ofOptions(
                    258, 1, iana(Elements.SELECTOR_ID, 2), iana(Elements.SAMPLING_INTERVAL, 2));
    private static final RecordWriter TEN = record -> record.uint32(10);
    private static final RecordWriter PORT_53 = record -> record.uint16(53);
    private static final RecordWriter SAMPLER = record -> record.uint16(1).uint16(100);

    private final MemorySessionStore store = new MemorySessionStore();
    private final SessionUnderTest session = SessionUnderTest.overConnection(store);
    private final IpfixWriter domain1 = new IpfixWriter(1);
    private final IpfixWriter domain2 = new IpfixWriter(2);

    @Test
    void tellsNothingOfATemplateThatIsSentAgain() {
        session.receive(domain1.begin(1).template(BYTES).toBytes());
        session.receive(domain1.begin(2).template(BYTES).toBytes());

        assertThat(session.templateEvents()).containsExactly("added");
    }

    @Test
    void readsByTheNewLayoutAfterARedefinition() {
        session.receive(domain1.begin(1).template(BYTES).data(BYTES, TEN).toBytes());
        session.receive(domain1.begin(2).template(PACKETS_OF_SAME_ID).toBytes());

        byte[] data =
                domain1.begin(3).data(PACKETS_OF_SAME_ID, record -> record.uint64(3)).toBytes();

        assertThat(session.recordsOf(data))
                .singleElement()
                .satisfies(
                        flow ->
                                assertThat(flow)
                                        .containsEntry(FlowField.PACKETS, 3L)
                                        .doesNotContainKey(FlowField.BYTES));
        assertThat(session.templateEvents()).containsExactly("added", "redefined");
    }

    @Test
    void keepsTemplatesOfDomainsAndProtocolsApart() {
        NetflowV9Writer v9 = new NetflowV9Writer(1);
        TemplateDefinition portOfSameId =
                TemplateDefinition.of(256, iana(Elements.SOURCE_TRANSPORT_PORT, 2));
        session.receive(domain1.begin(1).template(BYTES).toBytes());
        session.receive(domain2.begin(1).template(PACKETS_OF_SAME_ID).toBytes());
        session.receive(v9.begin(1, 0).template(portOfSameId).toBytes());

        byte[] data1 = domain1.begin(2).data(BYTES, TEN).toBytes();
        byte[] data2 =
                domain2.begin(2).data(PACKETS_OF_SAME_ID, record -> record.uint64(3)).toBytes();
        byte[] dataV9 = v9.begin(2, 0).data(portOfSameId, PORT_53).toBytes();

        assertThat(session.recordsOf(data1).get(0)).containsEntry(FlowField.BYTES, 10L);
        assertThat(session.recordsOf(data2).get(0)).containsEntry(FlowField.PACKETS, 3L);
        assertThat(session.recordsOf(dataV9).get(0)).containsEntry(FlowField.SOURCE_PORT, 53L);
        assertThat(session.templateEvents()).containsExactly("added", "added", "added");
    }

    @Test
    void keepsTemplatesOfExportersApart() {
        SessionUnderTest other = new SessionUnderTest();
        session.receive(domain1.begin(1).template(BYTES).toBytes());

        assertThat(other.recordsOf(domain1.begin(2).data(BYTES, TEN).toBytes())).isEmpty();
        assertThat(other.unknownSets()).containsExactly(new UnknownSet(1, 256, 4));
    }

    @Test
    void forgetsAWithdrawnTemplate() {
        session.receive(domain1.begin(1).template(BYTES).template(PORTS).toBytes());
        session.receive(domain1.begin(2).withdraw(BYTES).toBytes());

        byte[] data = domain1.begin(3).data(BYTES, TEN).data(PORTS, PORT_53).toBytes();

        assertThat(session.recordsOf(data)).hasSize(1);
        assertThat(session.unknownSets()).containsExactly(new UnknownSet(1, 256, 4));
        assertThat(session.templateEvents()).containsExactly("added", "added", "withdrawn");
    }

    @Test
    void learnsAnewAfterAWithdrawalInTheSameSet() {
        session.receive(domain1.begin(1).template(BYTES).toBytes());
        byte[] message =
                domain1.begin(2)
                        .withdraw(BYTES)
                        .template(PACKETS_OF_SAME_ID)
                        .data(PACKETS_OF_SAME_ID, record -> record.uint64(3))
                        .toBytes();

        assertThat(session.recordsOf(message)).hasSize(1);
        assertThat(session.templateEvents()).containsExactly("added", "withdrawn", "added");
    }

    @Test
    void forgetsAllTemplatesOfTheDomainAndNoOthers() {
        session.receive(
                domain1.begin(1).template(BYTES).template(PORTS).template(SAMPLERS).toBytes());
        session.receive(domain2.begin(1).template(BYTES).toBytes());
        session.receive(domain1.begin(2).withdrawAllTemplates().toBytes());

        byte[] data1 =
                domain1.begin(3)
                        .data(BYTES, TEN)
                        .data(PORTS, PORT_53)
                        .data(SAMPLERS, SAMPLER)
                        .toBytes();

        assertThat(session.recordsOf(data1)).isEmpty();
        assertThat(session.optionsRecords()).isEqualTo(1);
        assertThat(session.recordsOf(domain2.begin(3).data(BYTES, TEN).toBytes())).hasSize(1);
        assertThat(session.templateEvents()).filteredOn("withdrawn"::equals).hasSize(2);
    }

    @Test
    void forgetsAllOptionsTemplatesAndNoOthers() {
        session.receive(domain1.begin(1).template(BYTES).template(SAMPLERS).toBytes());
        session.receive(domain1.begin(2).withdrawAllOptionsTemplates().toBytes());

        byte[] data = domain1.begin(3).data(BYTES, TEN).data(SAMPLERS, SAMPLER).toBytes();

        assertThat(session.recordsOf(data)).hasSize(1);
        assertThat(session.optionsRecords()).isZero();
        assertThat(session.unknownSets()).containsExactly(new UnknownSet(1, 258, 4));
    }

    @Test
    void tellsNothingOfTheWithdrawalOfAnUnknownTemplate() {
        session.receive(domain1.begin(1).withdraw(BYTES).withdrawAllTemplates().toBytes());

        assertThat(session.templateEvents()).isEmpty();
        assertThat(session.findings()).isEmpty();
    }

    /** RFC 7011 §8.4: over UDP a withdrawal could come after what replaces the template. */
    @Test
    void keepsTemplatesThatAreWithdrawnByUdp() {
        SessionUnderTest udp = new SessionUnderTest();
        udp.receive(domain1.begin(1).template(BYTES).template(PORTS).template(SAMPLERS).toBytes());
        udp.receive(
                domain1.begin(2)
                        .withdraw(BYTES)
                        .withdraw(SAMPLERS)
                        .withdrawAllTemplates()
                        .withdrawAllOptionsTemplates()
                        .toBytes());

        byte[] data =
                domain1.begin(3)
                        .data(BYTES, TEN)
                        .data(PORTS, PORT_53)
                        .data(SAMPLERS, SAMPLER)
                        .toBytes();

        assertThat(udp.recordsOf(data)).hasSize(2);
        assertThat(udp.optionsRecords()).isEqualTo(1);
        assertThat(udp.templateEvents()).filteredOn("withdrawn"::equals).hasSize(5);
    }

    @Test
    void refusesTemplatesBeyondTheCapAndKeepsThoseItHas() {
        SessionUnderTest capped = new SessionUnderTest(new MemorySessionStore(), 2);
        capped.receive(
                domain1.begin(1).template(BYTES).template(PORTS).template(SAMPLERS).toBytes());

        byte[] data =
                domain1.begin(2)
                        .data(BYTES, TEN)
                        .data(PORTS, PORT_53)
                        .data(SAMPLERS, SAMPLER)
                        .toBytes();

        assertThat(capped.recordsOf(data)).hasSize(2);
        assertThat(capped.unknownSets()).containsExactly(new UnknownSet(1, 258, 4));
        assertThat(capped.templateEvents()).containsExactly("added", "added", "refused");
    }

    @Test
    void redefinesAtTheCapAndLearnsAgainBelowIt() {
        SessionUnderTest capped =
                new SessionUnderTest(new MemorySessionStore(), Transport.CONNECTION, 1);

        capped.receive(domain1.begin(1).template(BYTES).toBytes());
        capped.receive(domain1.begin(2).template(PACKETS_OF_SAME_ID).toBytes());
        capped.receive(domain1.begin(3).withdraw(BYTES).template(PORTS).toBytes());

        assertThat(capped.templateEvents())
                .containsExactly("added", "redefined", "withdrawn", "added");
    }

    @Test
    void holdsRestoredTemplatesAgainstTheCap() {
        session.receive(domain1.begin(1).template(BYTES).toBytes());
        SessionUnderTest restored = new SessionUnderTest(store, 1);

        restored.receive(domain1.begin(2).template(PORTS).toBytes());

        assertThat(restored.templateEvents()).containsExactly("refused");
    }

    @Test
    void expiresWhatWasNotSentAgain() {
        session.receiveAt(1_000, domain1.begin(1).template(BYTES).template(PORTS).toBytes());
        session.receiveAt(2_000, domain1.begin(2).template(PORTS).toBytes());

        assertThat(session.expireTemplates(1_000)).isEqualTo(1_000);
        assertThat(session.templateEvents()).doesNotContain("expired");

        assertThat(session.expireTemplates(1_001)).isEqualTo(2_000);
        assertThat(session.templateEvents()).containsExactly("added", "added", "expired");

        byte[] data = domain1.begin(3).data(BYTES, TEN).data(PORTS, PORT_53).toBytes();
        assertThat(session.recordsOf(data)).hasSize(1);
        assertThat(session.unknownSets()).containsExactly(new UnknownSet(1, 256, 4));

        assertThat(session.expireTemplates(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void decodesWithWhatAnEarlierSessionStored() {
        session.receive(
                domain1.begin(1).template(BYTES).template(PORTS).template(SAMPLERS).toBytes());
        SessionUnderTest restored = new SessionUnderTest(store);

        byte[] data =
                domain1.begin(2)
                        .data(BYTES, TEN)
                        .data(PORTS, PORT_53)
                        .data(SAMPLERS, SAMPLER)
                        .toBytes();

        assertThat(restored.recordsOf(data))
                .satisfiesExactly(
                        flow -> assertThat(flow).containsEntry(FlowField.BYTES, 10L),
                        flow -> assertThat(flow).containsEntry(FlowField.SOURCE_PORT, 53L));
        assertThat(restored.optionsRecords()).isEqualTo(1);
        assertThat(restored.unknownSets()).isEmpty();
    }

    @Test
    void withdrawsAndExpiresWhatAnEarlierSessionStored() {
        session.receiveAt(1_000, domain1.begin(1).template(BYTES).template(PORTS).toBytes());
        SessionUnderTest restored = SessionUnderTest.overConnection(store);

        restored.receive(domain1.begin(2).withdraw(BYTES).toBytes());
        restored.expireTemplates(1_001);

        assertThat(restored.templateEvents()).containsExactly("withdrawn", "expired");
        List<Long> keys = new ArrayList<>();
        store.forEachKey(SessionTable.TEMPLATES, keys::add);
        assertThat(keys).isEmpty();
    }
}
