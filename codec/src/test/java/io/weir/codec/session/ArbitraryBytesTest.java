package io.weir.codec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.weir.codec.element.InformationElements;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.raw.RawRecordReader;
import io.weir.codec.raw.RecordType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever the bytes are: no exception, no endless loop, no more flows than bytes, and as many raw
 * records as flows and options records.
 */
class ArbitraryBytesTest {

    /** Room for a pause of a loaded machine; decoding takes microseconds. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    /** Bytes written over a message from an offset that is taken modulo its length. */
    private record Overwrite(int offset, byte value) {}

    @Property(tries = 2_000)
    void survivesArbitraryBytes(@ForAll("datagrams") List<byte[]> datagrams) {
        assertDecodes(datagrams);
    }

    @Property(tries = 3_000)
    void survivesMutationsOfWellFormedMessages(@ForAll("mutations") List<byte[]> datagrams) {
        assertDecodes(datagrams);
    }

    @Provide
    Arbitrary<List<byte[]>> datagrams() {
        Arbitrary<byte[]> contents =
                Arbitraries.bytes()
                        .edgeCases(edges -> edges.add((byte) 2, (byte) 3, (byte) 0xff))
                        .array(byte[].class)
                        .ofMaxSize(300);
        Arbitrary<Integer> versions = Arbitraries.of(5, 9, 10, 0);
        return Combinators.combine(versions, contents)
                .as(
                        (version, content) -> {
                            if (version > 0 && content.length > 1) {
                                content[0] = 0;
                                content[1] = version.byteValue();
                            }
                            return content;
                        })
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<byte[]>> mutations() {
        Arbitrary<Byte> values =
                Arbitraries.frequencyOf(
                        Tuple.of(1, Arbitraries.bytes()),
                        Tuple.of(1, Arbitraries.of((byte) 0, (byte) 1, (byte) 2, (byte) 0xff)));
        Arbitrary<List<Overwrite>> overwrites =
                Combinators.combine(Arbitraries.integers().between(0, 2_999), values)
                        .as(Overwrite::new)
                        .list()
                        .ofMaxSize(8);
        Arbitrary<byte[]> messages =
                Arbitraries.of(0, 1, 2, 3)
                        .map(
                                which ->
                                        switch (which) {
                                            case 0 -> Messages.netflowV5();
                                            case 1 -> Messages.netflowV9();
                                            case 2 -> Messages.structuredData();
                                            default -> Messages.ipfix();
                                        });
        return Combinators.combine(messages, overwrites)
                .as(ArbitraryBytesTest::mutate)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static byte[] mutate(byte[] message, List<Overwrite> overwrites) {
        for (Overwrite overwrite : overwrites) {
            message[overwrite.offset() % message.length] = overwrite.value();
        }
        return message;
    }

    private static void assertDecodes(List<byte[]> datagrams) {
        assertTimeoutPreemptively(TIME_LIMIT, () -> decodeOneAfterTheOther(datagrams));
    }

    private static void decodeOneAfterTheOther(List<byte[]> datagrams) {
        List<RecordType> raw = new ArrayList<>();
        SessionUnderTest session =
                new SessionUnderTest(
                        new RawRecordReader(
                                InformationElements.builtIn(), record -> raw.add(record.type())));
        for (byte[] datagram : datagrams) {
            int findingsBefore = session.findings().size();

            FlowBatch batch = session.receive(datagram);

            assertThat(batch.size()).isBetween(0, datagram.length);
            assertThat(raw).filteredOn(RecordType.DATA::equals).hasSize(batch.size());
            raw.removeIf(RecordType.DATA::equals);
            assertThat(session.findings().size() - findingsBefore).isBetween(0, 1);
            for (int row = 0; row < batch.size(); row++) {
                assertThat(SessionUnderTest.flow(batch, row).keySet())
                        .isSubsetOf(FlowField.values());
            }
        }
        assertThat(session.optionsRecords()).isEqualTo(raw.size());
        assertThat(session.optionsRecords())
                .isLessThanOrEqualTo(datagrams.stream().mapToInt(bytes -> bytes.length).sum());
    }
}
