package io.weir.codec.sflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.weir.codec.Malformation;
import io.weir.codec.encode.FlowSampleWriter;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.SflowWriter;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionUnderTest;
import io.weir.codec.session.SessionUnderTest.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is named with its place, and what is right is kept. */
class MalformedSflowTest {

    private static final int FIRST_SAMPLE = 28;
    private static final int SAMPLE_HEADER = 8;
    private static final int COMPACT_FLOW = 32;
    private static final long MANY = 0xffff_ffffL;

    private final SessionUnderTest session = new SessionUnderTest();
    private final SflowWriter writer = Samples.agent().begin(60_000);

    private FlowSampleWriter goodSample() {
        return writer.flowSample().header(Samples.ETHERNET, 1_518, Samples.tcpPacket());
    }

    private List<Map<FlowField, Object>> receive() {
        return session.recordsOf(writer.toBytes());
    }

    @Test
    void everyTruncationOfADatagramIsNamedAndKeepsWhatIsBeforeIt() {
        byte[] whole = Samples.everything();
        int flows = session.recordsOf(whole).size();
        int counters = session.counterSamples().size();
        assertThat(session.findings()).isEmpty();

        int before = 0;
        for (int length = 4; length < whole.length; length++) {
            SessionUnderTest cut = new SessionUnderTest();
            int kept = cut.recordsOf(Arrays.copyOf(whole, length)).size();

            assertThat(cut.findings()).as("cut at %d", length).hasSize(1);
            assertThat(cut.findings().get(0).reason())
                    .isIn(
                            Malformation.TOO_SHORT,
                            Malformation.TRUNCATED,
                            Malformation.SAMPLE_BEYOND_DATAGRAM);
            assertThat(cut.findings().get(0).offset()).isBetween(0, length);
            int found = kept + cut.counterSamples().size();
            assertThat(found).isBetween(before, flows + counters - 1);
            before = found;
        }
        assertThat(before).isEqualTo(flows + counters - 1);
    }

    @Test
    void namesTheSampleThatReachesBeyondTheDatagram() {
        goodSample();
        byte[] datagram = writer.rawSample(1, new byte[40]).toBytes();
        int second = datagram.length - 48;
        datagram[second + 7] = 41;

        assertThat(session.recordsOf(datagram)).hasSize(1);
        assertThat(session.findings())
                .containsExactly(new Finding(Malformation.SAMPLE_BEYOND_DATAGRAM, second));
    }

    @Test
    void namesSamplesThatAreMissing() {
        goodSample();
        byte[] datagram = writer.statedCount(MANY).toBytes();

        assertThat(session.recordsOf(datagram)).hasSize(1);
        assertThat(session.findings())
                .containsExactly(new Finding(Malformation.TRUNCATED, datagram.length));
    }

    @Test
    void takesNoMoreSamplesThanTheHeaderSays() {
        goodSample();
        goodSample();
        writer.statedCount(1);

        assertThat(receive()).hasSize(1);
        assertThat(session.findings()).isEmpty();
    }

    @Test
    void namesAnAddressOfUnknownType() {
        goodSample();
        byte[] datagram = writer.toBytes();
        datagram[7] = 3;

        assertThat(session.recordsOf(datagram)).isEmpty();
        assertThat(session.findings())
                .containsExactly(new Finding(Malformation.UNKNOWN_VERSION, 4));
    }

    @Test
    void readsADatagramWhoseAgentIsUnknown() {
        byte[] datagram = {0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0};

        assertThat(session.receive(datagram).domain()).isEqualTo(9);
        assertThat(session.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 31})
    void dropsASampleShorterThanItsHeaderAndGoesOn(int length) {
        writer.rawSample(1, new byte[length]);
        goodSample();

        assertThat(receive()).hasSize(1);
        assertThat(session.findings())
                .extracting(Finding::reason)
                .containsExactly(Malformation.INVALID_SAMPLE);
    }

    @Test
    void keepsTheFlowOfASampleWhoseRecordReachesBeyondIt() {
        goodSample().interfaces(3, 4).record(1002, r -> r.zeros(16));
        byte[] datagram = writer.toBytes();
        datagram[datagram.length - 17] = 17; // the length of the last record
        writer.begin(0);

        assertThat(session.recordsOf(datagram).get(0))
                .contains(
                        entry(FlowField.INPUT_INTERFACE, 3L),
                        entry(FlowField.SOURCE_ADDRESS, Samples.SOURCE));
        assertThat(session.findings())
                .containsExactly(new Finding(Malformation.INVALID_SAMPLE, datagram.length - 24));
    }

    @Test
    void aCountOfRecordsThatLiesIsNamed() {
        goodSample().statedRecords(MANY);
        goodSample();

        List<Map<FlowField, Object>> flows = receive();

        assertThat(flows).hasSize(2);
        assertThat(flows.get(0)).containsEntry(FlowField.SOURCE_ADDRESS, Samples.SOURCE);
        assertThat(session.findings())
                .extracting(Finding::reason)
                .containsExactly(Malformation.INVALID_SAMPLE);
    }

    @Test
    void aHeaderLengthThatLiesIsNamedAndWhatIsThereIsRead() {
        writer.flowSample()
                .record(
                        1,
                        r ->
                                r.uint32(1)
                                        .uint32(1_518)
                                        .uint32(0)
                                        .uint32(MANY)
                                        .bytes(Samples.tcpPacket()));

        assertThat(receive().get(0)).containsEntry(FlowField.SOURCE_PORT, 51_000L);
        int record = FIRST_SAMPLE + SAMPLE_HEADER + COMPACT_FLOW + SAMPLE_HEADER;
        assertThat(session.findings())
                .containsExactly(new Finding(Malformation.INVALID_SAMPLE, record + 16));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                1, 2, 3, 4, 1001, 1002, 1003, 1004, 1006, 1007, 1014, 1020, 1023, 1025, 1029, 2100,
                2101
            })
    void aRecordShorterThanItsStructureIsNamed(int format) {
        writer.flowSample().record(format, r -> r.zeros(3));
        goodSample();

        assertThat(receive()).hasSize(2);
        assertThat(session.findings())
                .extracting(Finding::reason)
                .containsExactly(Malformation.INVALID_SAMPLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void countsInRecordsThatLieAreNamed(int which) {
        RecordWriter lie =
                switch (which) {
                    case 0 -> r -> r.uint32(0).uint32(1).uint32(2).uint32(3).uint32(MANY);
                    case 1 ->
                            r ->
                                    r.uint32(0)
                                            .uint32(1)
                                            .uint32(2)
                                            .uint32(3)
                                            .uint32(1)
                                            .uint32(2)
                                            .uint32(0x4000_0000);
                    default -> r -> r.uint32(0).uint32(0x8000_0001L);
                };
        writer.flowSample().record(which == 2 ? 1006 : 1003, lie);

        assertThat(receive()).hasSize(1);
        assertThat(session.findings())
                .extracting(Finding::reason)
                .containsExactly(Malformation.INVALID_SAMPLE);
    }

    @Test
    void keepsTheCountersBeforeARecordThatIsTooShort() {
        writer.counterSample(1, 0, 3)
                .record(5, r -> r.uint32(100).uint64(1_000).zeros(16))
                .record(1, r -> r.zeros(84))
                .record(1001, r -> r.zeros(28))
                .statedRecords(MANY);

        receive();

        assertThat(session.counterSamples()).hasSize(1);
        assertThat(session.counterSamples().get(0).records())
                .containsExactly(
                        new VlanCounters(100, 1_000, 0, 0, 0, 0),
                        new ProcessorCounters(0, 0, 0, 0, 0));
        assertThat(session.findings())
                .extracting(Finding::reason)
                .containsExactly(Malformation.INVALID_SAMPLE);
    }
}
