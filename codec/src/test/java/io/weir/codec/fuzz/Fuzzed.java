package io.weir.codec.fuzz;

import io.weir.codec.element.InformationElements;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.raw.RawField;
import io.weir.codec.raw.RawRecord;
import io.weir.codec.raw.RawRecordReader;
import io.weir.codec.raw.RecordType;
import io.weir.codec.session.SessionUnderTest;
import java.util.ArrayList;
import java.util.List;

/** What holds of a session whatever it receives. */
final class Fuzzed {

    private Fuzzed() {}

    /**
     * Decodes the datagrams of the input one after the other, each with the given version in its
     * first bytes, so that the fuzzer does not have to find it.
     *
     * @throws AssertionError if a batch has more flows than its datagram bytes, a field that cannot
     *     be read, another number of raw records, or more than one finding
     */
    static void decode(byte[] input, byte[] version) {
        List<RawRecord> raw = new ArrayList<>();
        SessionUnderTest session =
                new SessionUnderTest(new RawRecordReader(InformationElements.builtIn(), raw::add));
        for (byte[] datagram : FuzzInput.datagrams(input)) {
            System.arraycopy(version, 0, datagram, 0, Math.min(version.length, datagram.length));
            int findingsBefore = session.findings().size();
            raw.clear();
            FlowBatch batch = session.receive(datagram);
            requireRawRecordsOf(batch, raw);
            require(batch.size() <= datagram.length, "more flows than bytes");
            require(session.findings().size() - findingsBefore <= 1, "more than one finding");
            for (int row = 0; row < batch.size(); row++) {
                readAllFields(batch, row);
            }
        }
    }

    private static void requireRawRecordsOf(FlowBatch batch, List<RawRecord> raw) {
        int flows = 0;
        for (RawRecord record : raw) {
            record.fields().forEach(RawField::hex);
            flows += record.type() == RecordType.DATA ? 1 : 0;
        }
        require(flows == batch.size(), "another number of raw records than of flows");
    }

    private static void readAllFields(FlowBatch batch, int row) {
        for (FlowField field : FlowField.values()) {
            if (field.shape() == FlowField.Shape.BYTES) {
                batch.text(field, row);
            } else if (batch.has(field, row)) {
                batch.get(field, row);
            }
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    static byte[] seed(byte[]... datagrams) {
        return FuzzInput.of(List.of(datagrams));
    }
}
