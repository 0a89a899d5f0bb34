package io.weir.codec.raw;

import io.weir.codec.element.InformationElements;
import io.weir.codec.session.SessionUnderTest;
import java.util.ArrayList;
import java.util.List;

/** The records that a session finds in datagrams. */
final class RecordedRecords {

    private final List<RawRecord> records = new ArrayList<>();
    private final SessionUnderTest session =
            new SessionUnderTest(new RawRecordReader(InformationElements.builtIn(), records::add));

    /** The records of this datagram. */
    List<RawRecord> of(byte[] datagram) {
        records.clear();
        session.receive(datagram);
        return List.copyOf(records);
    }

    /** The fields of the only record of this datagram. */
    List<RawField> ofOnly(byte[] datagram) {
        List<RawRecord> all = of(datagram);
        if (all.size() != 1) {
            throw new AssertionError("One record expected: " + all);
        }
        return all.get(0).fields();
    }

    SessionUnderTest session() {
        return session;
    }
}
