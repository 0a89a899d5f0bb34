package io.weir.codec.options;

import static io.weir.codec.encode.TemplateField.VARIABLE_LENGTH;
import static io.weir.codec.encode.TemplateField.iana;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV5Writer;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.flow.SamplingSource;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.session.SessionUnderTest;
import io.weir.codec.session.Transport;
import io.weir.codec.store.MemorySessionStore;
import io.weir.codec.store.SessionStore;
import io.weir.codec.store.SessionTable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** What options records say is applied to flows, by scope. */
class OptionsTest {

    private static final long SECONDS = 1_700_000_000L;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int SYSTEM = 1;
    private static final int INTERFACE = 2;
    private static final int LINE_CARD = 3;
    private static final int TEMPLATE = 5;

    /** Octets, input, output, direction, sampler. */
    private static final TemplateDefinition FLOWS =
            TemplateDefinition.of(
                    256, iana(1, 4), iana(10, 4), iana(14, 4), iana(61, 1), iana(48, 1));

    private static final TemplateDefinition FLOWS_WITHOUT_SAMPLER =
            TemplateDefinition.of(257, iana(1, 4), iana(10, 4), iana(14, 4));

    /** Of Cisco IOS. */
    private static final TemplateDefinition SAMPLERS =
            TemplateDefinition.ofOptions(
                    300, 1, iana(SYSTEM, 4), iana(48, 1), iana(49, 1), iana(50, 4));

    private static final TemplateDefinition SYSTEM_SAMPLING =
            TemplateDefinition.ofOptions(301, 1, iana(SYSTEM, 4), iana(34, 4), iana(35, 1));

    private static final TemplateDefinition INTERFACE_SAMPLING =
            TemplateDefinition.ofOptions(302, 1, iana(INTERFACE, 4), iana(34, 4));

    private static final TemplateDefinition LINE_CARD_SAMPLING =
            TemplateDefinition.ofOptions(303, 1, iana(LINE_CARD, 2), iana(34, 4));

    private static final TemplateDefinition TEMPLATE_SAMPLING =
            TemplateDefinition.ofOptions(304, 1, iana(TEMPLATE, 2), iana(34, 4));

    private static final TemplateDefinition SELECTORS =
            TemplateDefinition.ofOptions(
                    310, 1, iana(302, 4), iana(304, 2), iana(305, 4), iana(306, 4));

    private static final TemplateDefinition INTERFACES =
            TemplateDefinition.ofOptions(
                    311, 1, iana(10, 4), iana(82, VARIABLE_LENGTH), iana(83, VARIABLE_LENGTH));

    private final MemorySessionStore store = new MemorySessionStore();
    private final NetflowV9Writer v9 = new NetflowV9Writer(1);
    private final IpfixWriter ipfix = new IpfixWriter(1);
    private SessionUnderTest session = new SessionUnderTest(store);

    @Test
    void takesTheIntervalOfTheSamplerThatAFlowNames() {
        learn(SAMPLERS, sampler(1, 100), sampler(2, 2_000));

        assertSampled(flow(7, 8, 0, 1), 100);
        assertSampled(flow(7, 8, 0, 2), 2_000);
    }

    @Test
    void takesNoOtherSamplerForTheOneThatAFlowNames() {
        learn(SAMPLERS, sampler(1, 100));

        assertNotSampled(flow(7, 8, 0, 0));
        assertNotSampled(flow(7, 8, 0, 9));
    }

    @Test
    void knowsASamplerWithTheIdZero() {
        learn(SAMPLERS, sampler(0, 64));

        assertSampled(flow(7, 8, 0, 0), 64);
    }

    @Test
    void takesTheOnlySamplerForFlowsThatNameNone() {
        learn(SAMPLERS, sampler(1, 100));
        assertSampled(flowWithoutSampler(7, 8), 100);

        learn(SAMPLERS, sampler(2, 100));
        assertSampled(flowWithoutSampler(7, 8), 100);

        learn(SAMPLERS, sampler(3, 1_000));
        assertNotSampled(flowWithoutSampler(7, 8));
    }

    @Test
    void prefersTheSamplerThenTheInterfaceThenTheTemplateThenTheSystem() {
        learn(SYSTEM_SAMPLING, to -> to.uint32(0).uint32(10).uint8(1));
        assertSampled(flow(7, 8, 0, 5), 10);

        learn(TEMPLATE_SAMPLING, to -> to.uint16(FLOWS.id()).uint32(20));
        assertSampled(flow(7, 8, 0, 5), 20);
        assertSampled(flowWithoutSampler(7, 8), 10);

        learn(INTERFACE_SAMPLING, to -> to.uint32(7).uint32(30));
        assertSampled(flow(7, 8, 0, 5), 30);
        assertSampled(flow(8, 7, 0, 5), 20);

        learn(SAMPLERS, sampler(5, 40));
        assertSampled(flow(7, 8, 0, 5), 40);
    }

    @Test
    void takesTheOutputInterfaceOfFlowsObservedThere() {
        learn(INTERFACE_SAMPLING, to -> to.uint32(7).uint32(30), to -> to.uint32(8).uint32(50));

        assertSampled(flow(7, 8, 0, 5), 30);
        assertSampled(flow(7, 8, 1, 5), 50);
    }

    /** softflowd calls it so. */
    @Test
    void takesTheInterfaceZeroForTheSystem() {
        learn(INTERFACE_SAMPLING, to -> to.uint32(0).uint32(30));

        assertSampled(flow(7, 8, 0, 5), 30);
    }

    @Test
    void takesTheIntervalOfLineCardsIfTheyAllHaveTheSame() {
        learn(LINE_CARD_SAMPLING, to -> to.uint16(1).uint32(512), to -> to.uint16(2).uint32(512));
        assertSampled(flow(7, 8, 0, 5), 512);

        learn(LINE_CARD_SAMPLING, to -> to.uint16(3).uint32(1_024));
        assertNotSampled(flow(7, 8, 0, 5));
    }

    @Test
    void prefersWhatTheRecordSays() {
        TemplateDefinition flows = TemplateDefinition.of(258, iana(1, 4), iana(34, 4));
        learn(SYSTEM_SAMPLING, to -> to.uint32(0).uint32(10).uint8(1));

        FlowBatch batch =
                session.receive(
                        begin().template(flows)
                                .data(
                                        flows,
                                        to -> to.uint32(1).uint32(5),
                                        to -> to.uint32(1).uint32(0))
                                .toBytes());

        assertThat(interval(batch, 0)).isEqualTo(5);
        assertThat(source(batch, 0)).isEqualTo(SamplingSource.RECORD);
        assertThat(interval(batch, 1)).isEqualTo(10);
        assertThat(source(batch, 1)).isEqualTo(SamplingSource.OPTIONS);
    }

    @Test
    void saysThatTheHeaderOfNetflowV5ToldTheInterval() {
        NetflowV5Writer v5 = new NetflowV5Writer(1, 2);
        v5.sampling(1, 250).begin(SECONDS * 1_000, 60_000).record();

        FlowBatch batch = session.receive(v5.toBytes());

        assertThat(interval(batch, 0)).isEqualTo(250);
        assertThat(source(batch, 0)).isEqualTo(SamplingSource.HEADER);
    }

    @Test
    void takesAChangedIntervalFromThenOn() {
        learn(SAMPLERS, sampler(1, 100));
        assertSampled(flow(7, 8, 0, 1), 100);

        learn(SAMPLERS, sampler(1, 1_000));

        assertSampled(flow(7, 8, 0, 1), 1_000);
        assertThat(storedRecords()).isEqualTo(1);
    }

    @Test
    void asksTheOwnDomainFirst() {
        learn(SAMPLERS, sampler(1, 100));
        NetflowV9Writer other = new NetflowV9Writer(2);
        session.receive(
                other.begin(SECONDS, 0)
                        .template(SAMPLERS)
                        .data(SAMPLERS, sampler(1, 900), sampler(2, 50))
                        .toBytes());

        assertSampled(flow(7, 8, 0, 1), 100);
        assertSampled(flow(7, 8, 0, 2), 50);
    }

    @Test
    void asksTheDomainThatTheScopeNames() {
        TemplateDefinition samplers =
                TemplateDefinition.ofOptions(
                        305, 2, iana(149, 4), iana(145, 2), iana(305, 4), iana(306, 4));
        TemplateDefinition flows = TemplateDefinition.of(400, iana(1, 4));
        session.receive(
                new IpfixWriter(0)
                        .begin(SECONDS)
                        .template(samplers)
                        .data(samplers, to -> to.uint32(1).uint16(flows.id()).uint32(1).uint32(99))
                        .toBytes());

        assertSampled(
                session.receive(
                        ipfix.begin(SECONDS)
                                .template(flows)
                                .data(flows, to -> to.uint32(1))
                                .toBytes()),
                100);
    }

    @Test
    void readsSelectorsOfIpfix() {
        assertThat(intervalOf(to -> to.uint32(1).uint16(1).uint32(1).uint32(999))).isEqualTo(1_000);
        assertThat(intervalOf(to -> to.uint32(1).uint16(1).uint32(2).uint32(18))).isEqualTo(10);
        assertThat(intervalOf(to -> to.uint32(1).uint16(1).uint32(0).uint32(5))).isZero();
        assertThat(
                        intervalOf(
                                to -> to.uint32(1).uint16(3).uint32(5).uint32(1_000),
                                302,
                                4,
                                304,
                                2,
                                309,
                                4,
                                310,
                                4))
                .isEqualTo(200);
        assertThat(
                        intervalOf(
                                to -> to.uint32(1).uint64(Double.doubleToLongBits(0.01)),
                                302,
                                4,
                                311,
                                8))
                .isEqualTo(100);
        assertThat(
                        intervalOf(
                                to -> to.uint32(1).uint64(Double.doubleToLongBits(Double.NaN)),
                                302,
                                4,
                                311,
                                8))
                .isZero();
        assertThat(intervalOf(to -> to.uint32(1).uint32(4_096), 302, 4, 305, 4))
                .as("an interval without a space")
                .isEqualTo(4_096);
        assertThat(intervalOf(to -> to.uint32(0xffff_ffffL).uint32(64), 302, 4, 34, 4))
                .isEqualTo(64);
    }

    @Test
    void namesInterfaces() {
        learnInterfaces(name(7, "eth0"), name(8, "eth1"));

        FlowBatch batch = ipfixFlow(7, 8);

        assertThat(batch.text(FlowField.INPUT_INTERFACE_NAME, 0)).isEqualTo("eth0");
        assertThat(batch.text(FlowField.OUTPUT_INTERFACE_NAME, 0)).isEqualTo("eth1");
        assertThat(ipfixFlow(9, 0).text(FlowField.INPUT_INTERFACE_NAME, 0)).isNull();
    }

    @Test
    void takesAChangedNameFromThenOn() {
        learnInterfaces(name(7, "eth0"));
        ipfixFlow(7, 7);

        learnInterfaces(name(7, "uplink"));

        assertThat(ipfixFlow(7, 7).text(FlowField.INPUT_INTERFACE_NAME, 0)).isEqualTo("uplink");
    }

    @Test
    void appendsEachNameOnceToABatch() {
        learnInterfaces(name(7, "eth0"), name(8, "eth1"));

        FlowBatch batch =
                session.receive(
                        ipfix.begin(SECONDS)
                                .template(FLOWS_WITHOUT_SAMPLER)
                                .data(
                                        FLOWS_WITHOUT_SAMPLER,
                                        to -> to.uint32(1).uint32(7).uint32(8),
                                        to -> to.uint32(1).uint32(8).uint32(7),
                                        to -> to.uint32(1).uint32(7).uint32(8))
                                .toBytes());

        assertThat(batch.appendedLength()).isEqualTo("eth0".length() + "eth1".length());
        assertThat(batch.text(FlowField.INPUT_INTERFACE_NAME, 1)).isEqualTo("eth1");
    }

    @Test
    void leavesTheNameThatTheRecordHas() {
        TemplateDefinition flows =
                TemplateDefinition.of(258, iana(10, 4), iana(82, VARIABLE_LENGTH));
        learnInterfaces(name(7, "eth0"));

        FlowBatch batch =
                session.receive(
                        ipfix.begin(SECONDS)
                                .template(flows)
                                .data(flows, to -> to.uint32(7).variableLength(ascii("own")))
                                .toBytes());

        assertThat(batch.text(FlowField.INPUT_INTERFACE_NAME, 0)).isEqualTo("own");
    }

    @Test
    void cutsNamesBetweenCharacters() {
        learnInterfaces(name(7, "é".repeat(400)));

        assertThat(ipfixFlow(7, 7).text(FlowField.INPUT_INTERFACE_NAME, 0))
                .isEqualTo("é".repeat(127));
        session = new SessionUnderTest(store);
        assertThat(ipfixFlow(7, 7).text(FlowField.INPUT_INTERFACE_NAME, 0))
                .isEqualTo("é".repeat(127));
    }

    @Test
    void namesApplicationsWhateverTheLengthOfTheirIds() {
        TemplateDefinition applications =
                TemplateDefinition.ofOptions(320, 1, iana(95, 4), iana(96, 24), iana(94, 8));
        TemplateDefinition flows = TemplateDefinition.of(258, iana(1, 4), iana(95, 3));
        session.receive(
                ipfix.begin(SECONDS)
                        .template(applications)
                        .data(
                                applications,
                                to ->
                                        to.uint32(0x0d000035)
                                                .bytes(Arrays.copyOf(ascii("dns"), 24))
                                                .zeros(8))
                        .toBytes());

        FlowBatch batch =
                session.receive(
                        ipfix.begin(SECONDS)
                                .template(flows)
                                .data(
                                        flows,
                                        to -> to.uint32(1).uint(0x0d0035, 3),
                                        to -> to.uint32(1).uint(0x0d0036, 3))
                                .toBytes());

        assertThat(batch.text(FlowField.APPLICATION_NAME, 0)).isEqualTo("dns");
        assertThat(batch.text(FlowField.APPLICATION_NAME, 1)).isNull();
    }

    /** As IOS XR lays them out. */
    @Test
    void namesVrfs() {
        TemplateDefinition vrfs =
                TemplateDefinition.ofOptions(
                        334, 1, iana(234, 4), iana(236, 32), iana(234, 4), iana(235, 4));
        TemplateDefinition flows = TemplateDefinition.of(258, iana(234, 4), iana(235, 4));
        session.receive(
                ipfix.begin(SECONDS)
                        .template(vrfs)
                        .data(
                                vrfs,
                                to ->
                                        to.uint32(0x6000_0001)
                                                .bytes(Arrays.copyOf(ascii("D10"), 32))
                                                .uint32(0x6000_0001)
                                                .uint32(0x6000_0001))
                        .toBytes());

        FlowBatch batch =
                session.receive(
                        ipfix.begin(SECONDS)
                                .template(flows)
                                .data(
                                        flows,
                                        to -> to.uint32(0x6000_0001).uint32(5),
                                        to -> to.uint32(5).uint32(0x6000_0001),
                                        to -> to.uint32(5).uint32(5))
                                .toBytes());

        assertThat(batch.text(FlowField.VRF_NAME, 0)).isEqualTo("D10");
        assertThat(batch.text(FlowField.VRF_NAME, 1)).isEqualTo("D10");
        assertThat(batch.text(FlowField.VRF_NAME, 2)).isNull();
    }

    @Test
    void readsUptimesOfIpfixFromTheStartThatOptionsTold() {
        TemplateDefinition start = TemplateDefinition.ofOptions(338, 1, iana(149, 4), iana(160, 8));
        TemplateDefinition flows = TemplateDefinition.of(258, iana(22, 4), iana(21, 4));
        RecordWriter flow = to -> to.uint32(10_000).uint32(12_500);
        byte[] message = ipfix.begin(SECONDS).template(flows).data(flows, flow).toBytes();
        assertThat(session.receive(message).has(FlowField.START_MILLIS, 0)).isFalse();

        long init = SECONDS * 1_000 - 60_000;
        session.receive(
                ipfix.begin(SECONDS)
                        .template(start)
                        .data(start, to -> to.uint32(1).uint64(init))
                        .toBytes());

        FlowBatch batch = session.receive(message);
        assertThat(batch.get(FlowField.START_MILLIS, 0)).isEqualTo(init + 10_000);
        assertThat(batch.get(FlowField.END_MILLIS, 0)).isEqualTo(init + 12_500);

        long wrapped = SECONDS * 1_000 - (1L << 32) - 60_000;
        session.receive(
                ipfix.begin(SECONDS).data(start, to -> to.uint32(1).uint64(wrapped)).toBytes());
        assertThat(session.receive(message).get(FlowField.START_MILLIS, 0))
                .isEqualTo(init + 10_000);
    }

    @Test
    void goesOnAfterARestartAsIfNothingHadBeen() {
        learn(SAMPLERS, sampler(1, 100), sampler(2, 200));
        learn(SAMPLERS, sampler(1, 150));
        learnInterfaces(name(7, "eth0"));
        flow(7, 8, 0, 1);
        ipfixFlow(7, 8);

        session = new SessionUnderTest(store);

        assertSampled(flow(7, 8, 0, 1), 150);
        assertSampled(flow(7, 8, 0, 2), 200);
        assertThat(ipfixFlow(7, 8).text(FlowField.INPUT_INTERFACE_NAME, 0)).isEqualTo("eth0");
        learn(SAMPLERS, sampler(2, 200));
        assertThat(session.count(SessionCounter.OPTIONS_CHANGED)).isZero();
    }

    @Test
    void writesOnlyWhatChanged() {
        CountingStore counting = new CountingStore(store);
        session = new SessionUnderTest(counting);
        learn(SAMPLERS, sampler(1, 100), sampler(2, 200));
        learn(SAMPLERS, sampler(1, 100), sampler(2, 300));
        learn(SAMPLERS, sampler(1, 100), sampler(2, 300));

        assertThat(counting.puts).isEqualTo(3);
        assertThat(session.count(SessionCounter.OPTIONS_CHANGED)).isEqualTo(3);
        assertThat(session.count(SessionCounter.OPTIONS_RECORDS)).isEqualTo(6);
    }

    @Test
    void tellsWhatIsNewOrChanged() {
        TemplateDefinition statistics =
                TemplateDefinition.ofOptions(330, 1, iana(144, 4), iana(41, 8), iana(42, 8));
        for (int flows : new int[] {5, 5, 6}) {
            session.receive(
                    ipfix.begin(SECONDS)
                            .template(statistics)
                            .data(statistics, to -> to.uint32(2).uint64(1).uint64(flows))
                            .toBytes());
        }
        learnInterfaces(name(7, "eth0"));
        learn(SAMPLERS, sampler(1, 100));

        assertThat(session.optionsTold()).hasSize(4);
        assertThat(session.optionsTold().get(1))
                .startsWith("statistics [exportingProcessId=")
                .contains("exportedFlowRecordTotalCount=Unsigned[bits=6]");
        assertThat(session.optionsTold().get(2)).startsWith("interface [ingressInterface=");
        assertThat(session.optionsTold().get(3)).startsWith("sampler [system=");
        assertThat(storedRecords()).isEqualTo(3);
    }

    /** YAF has counters in its scope. */
    @Test
    void takesACounterInTheScopeForNoOtherRecord() {
        TemplateDefinition yaf =
                TemplateDefinition.ofOptions(330, 2, iana(160, 8), iana(42, 8), iana(144, 4));
        for (int flows = 0; flows < 10; flows++) {
            int exported = flows;
            session.receive(
                    ipfix.begin(SECONDS)
                            .template(yaf)
                            .data(yaf, to -> to.uint64(SECONDS).uint64(exported).uint32(0))
                            .toBytes());
        }

        assertThat(storedRecords()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsOverTheLimitAndCountsIt() {
        session = limited(2);
        learn(SAMPLERS, sampler(1, 100), sampler(2, 200), sampler(3, 300), sampler(4, 400));

        assertThat(session.count(SessionCounter.OPTIONS_REFUSED)).isEqualTo(2);
        assertSampled(flow(7, 8, 0, 2), 200);
        assertNotSampled(flow(7, 8, 0, 3));
        learn(SAMPLERS, sampler(2, 250));
        assertSampled(flow(7, 8, 0, 2), 250);
    }

    @Test
    void forgetsWhatIsNotSentAnyMoreWhenThereIsNoRoom() {
        session = limited(2);
        learn(SAMPLERS, sampler(1, 100), sampler(2, 200));
        long later = SessionUnderTest.RECEIVED_MILLIS + 2 * DAY;

        session.receiveAt(later, begin().data(SAMPLERS, sampler(2, 200)).toBytes());
        session.receiveAt(later, begin().data(SAMPLERS, sampler(3, 300)).toBytes());

        assertThat(storedRecords()).isEqualTo(2);
        assertNotSampled(flow(7, 8, 0, 1));
        assertSampled(flow(7, 8, 0, 2), 200);
        assertSampled(flow(7, 8, 0, 3), 300);
    }

    @Test
    void givesUpTheSamplingOfTheSystemThatIsNotSentAnyMore() {
        learn(SYSTEM_SAMPLING, to -> to.uint32(0).uint32(10).uint8(1));
        TemplateDefinition ofNewSoftware =
                TemplateDefinition.ofOptions(301, 1, iana(SYSTEM, 4), iana(34, 4));
        learn(ofNewSoftware, to -> to.uint32(0).uint32(70));
        assertNotSampled(flow(7, 8, 0, 5));

        long later = SessionUnderTest.RECEIVED_MILLIS + Duration.ofHours(3).toMillis();
        session.receiveAt(
                later, begin().data(ofNewSoftware, to -> to.uint32(0).uint32(70)).toBytes());

        byte[] flow = flowDatagram(7, 8, 0, 5);
        assertSampled(session.receiveAt(later, flow), 70);
    }

    @Test
    void namesTheCureForStateOfANewerVersion() {
        learn(SAMPLERS, sampler(1, 100));
        store.forEachKey(SessionTable.OPTIONS, key -> store.get(SessionTable.OPTIONS, key)[0] = 99);

        assertThatThrownBy(() -> new SessionUnderTest(store))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("format version 99")
                .hasMessageContaining("Run the build that wrote the state");
    }

    private SessionUnderTest limited(int most) {
        return new SessionUnderTest(
                store, Transport.DATAGRAMS, SessionLimits.DEFAULTS.withOptionsRecords(most));
    }

    private static RecordWriter sampler(int id, int interval) {
        return to -> to.uint32(0).uint8(id).uint8(2).uint32(interval);
    }

    private static RecordWriter name(int index, String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return to -> to.uint32(index).variableLength(text).variableLength(ascii("a port"));
    }

    private NetflowV9Writer begin() {
        return v9.begin(SECONDS, 0);
    }

    private void learn(TemplateDefinition template, RecordWriter... records) {
        session.receive(begin().template(template).data(template, records).toBytes());
    }

    private void learnInterfaces(RecordWriter... records) {
        session.receive(
                ipfix.begin(SECONDS).template(INTERFACES).data(INTERFACES, records).toBytes());
    }

    private FlowBatch flow(int input, int output, int direction, int sampler) {
        return session.receive(flowDatagram(input, output, direction, sampler));
    }

    private byte[] flowDatagram(int input, int output, int direction, int sampler) {
        return begin().template(FLOWS)
                .data(
                        FLOWS,
                        to ->
                                to.uint32(1)
                                        .uint32(input)
                                        .uint32(output)
                                        .uint8(direction)
                                        .uint8(sampler))
                .toBytes();
    }

    private FlowBatch flowWithoutSampler(int input, int output) {
        return session.receive(
                begin().template(FLOWS_WITHOUT_SAMPLER)
                        .data(
                                FLOWS_WITHOUT_SAMPLER,
                                to -> to.uint32(1).uint32(input).uint32(output))
                        .toBytes());
    }

    private FlowBatch ipfixFlow(int input, int output) {
        return session.receive(
                ipfix.begin(SECONDS)
                        .template(FLOWS_WITHOUT_SAMPLER)
                        .data(
                                FLOWS_WITHOUT_SAMPLER,
                                to -> to.uint32(1).uint32(input).uint32(output))
                        .toBytes());
    }

    /** The interval of flows of a session that learned this record only. */
    private long intervalOf(RecordWriter record, int... idsAndLengths) {
        TemplateDefinition template = SELECTORS;
        if (idsAndLengths.length > 0) {
            TemplateField[] fields = new TemplateField[idsAndLengths.length / 2];
            for (int i = 0; i < fields.length; i++) {
                fields[i] = iana(idsAndLengths[2 * i], idsAndLengths[2 * i + 1]);
            }
            template = TemplateDefinition.ofOptions(310, 1, fields);
        }
        session = new SessionUnderTest();
        session.receive(ipfix.begin(SECONDS).template(template).data(template, record).toBytes());
        return interval(ipfixFlow(1, 2), 0);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private long storedRecords() {
        long[] keys = {0};
        store.forEachKey(SessionTable.OPTIONS, key -> keys[0]++);
        return keys[0];
    }

    private static void assertSampled(FlowBatch batch, long interval) {
        assertThat(interval(batch, 0)).isEqualTo(interval);
        assertThat(source(batch, 0)).isEqualTo(SamplingSource.OPTIONS);
    }

    private static void assertNotSampled(FlowBatch batch) {
        assertThat(interval(batch, 0)).isZero();
        assertThat(batch.has(FlowField.SAMPLING_SOURCE, 0)).isFalse();
    }

    private static long interval(FlowBatch batch, int row) {
        return batch.getOr(FlowField.SAMPLING_INTERVAL, row, 0);
    }

    private static SamplingSource source(FlowBatch batch, int row) {
        return SamplingSource.ofCode(batch.get(FlowField.SAMPLING_SOURCE, row));
    }

    private static final class CountingStore implements SessionStore {

        private final SessionStore store;
        private int puts;

        CountingStore(SessionStore store) {
            this.store = store;
        }

        @Override
        public byte[] get(SessionTable table, long key) {
            return store.get(table, key);
        }

        @Override
        public void put(SessionTable table, long key, byte[] value) {
            puts += table == SessionTable.OPTIONS ? 1 : 0;
            store.put(table, key, value);
        }

        @Override
        public void remove(SessionTable table, long key) {
            store.remove(table, key);
        }

        @Override
        public void forEachKey(SessionTable table, LongConsumer consumer) {
            store.forEachKey(table, consumer);
        }
    }
}
