package io.weir.codec.fuzz;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionUnderTest;
import java.util.List;

/** What holds of a session whatever it receives. */
final class Fuzzed {

    private Fuzzed() {}

    /**
     * Decodes the datagrams of the input one after the other, to flows and field by field, each
     * with the given version in its first bytes, so that the fuzzer does not have to find it.
     *
     * @throws AssertionError if a batch has more flows than its datagram bytes, a field that cannot
     *     be read, or more than one finding
     */
    static void decode(byte[] input, byte[] version) {
        SessionUnderTest session = new SessionUnderTest(new ReadsRaw());
        for (byte[] datagram : FuzzInput.datagrams(input)) {
            System.arraycopy(version, 0, datagram, 0, Math.min(version.length, datagram.length));
            int findingsBefore = session.findings().size();
            FlowBatch batch = session.receive(datagram);
            require(batch.size() <= datagram.length, "more flows than bytes");
            require(session.findings().size() - findingsBefore <= 1, "more than one finding");
            for (int row = 0; row < batch.size(); row++) {
                readAllFields(batch, row);
            }
        }
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
