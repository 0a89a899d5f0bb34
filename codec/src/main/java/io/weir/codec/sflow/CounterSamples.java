package io.weir.codec.sflow;

import io.weir.codec.FirstMalformation;
import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads counter samples.
 *
 * <pre>
 * compact (0:2)                      expanded (0:4)
 *  0 | sequence                   |   0 | sequence
 *  4 | source: type (8), index    |   4 | type of the source    8 | its index
 *  8 | records                    |  12 | records
 * </pre>
 */
final class CounterSamples {

    private static final int GENERIC = 1;
    private static final int ETHERNET = 2;
    private static final int VLAN = 5;
    private static final int PROCESSOR = 1001;

    private static final int SOURCE_INDEX_BITS = 24;
    private static final long SOURCE_INDEX = 0x00ff_ffffL;

    private final SampleListener listener;
    private final XdrReader record = new XdrReader();

    private final FirstMalformation malformation = new FirstMalformation();

    CounterSamples(SampleListener listener) {
        this.listener = listener;
    }

    void readCompact(DatagramHeader datagram, XdrReader in) throws MalformedDatagramException {
        long sequence = in.uint32();
        long source = in.uint32();
        read(datagram, sequence, source >>> SOURCE_INDEX_BITS, source & SOURCE_INDEX, in);
    }

    void readExpanded(DatagramHeader datagram, XdrReader in) throws MalformedDatagramException {
        long sequence = in.uint32();
        long sourceType = in.uint32();
        read(datagram, sequence, sourceType, in.uint32(), in);
    }

    /** Hands on the sample with the records that could be read, before it throws. */
    private void read(
            DatagramHeader datagram, long sequence, long sourceType, long sourceIndex, XdrReader in)
            throws MalformedDatagramException {
        long count = in.uint32();
        malformation.clear();
        List<CounterRecord> records = readRecords(count, in);
        listener.counters(
                new CounterSample(
                        datagram.agent(),
                        datagram.subAgent,
                        datagram.uptimeMillis,
                        sequence,
                        sourceType,
                        sourceIndex,
                        records));
        malformation.throwIfFound();
    }

    private List<CounterRecord> readRecords(long count, XdrReader in) {
        List<CounterRecord> records = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long format = in.nextRecord(record);
            if (format == XdrReader.NO_RECORD) {
                malformation.remember(
                        new MalformedDatagramException(Malformation.INVALID_SAMPLE, in.position()));
                break;
            }
            try {
                records.add(readRecord(format));
            } catch (MalformedDatagramException e) {
                malformation.remember(e);
            }
        }
        return records;
    }

    private CounterRecord readRecord(long format) throws MalformedDatagramException {
        if (format == GENERIC) {
            return readInterface(record);
        }
        if (format == ETHERNET) {
            return readEthernet(record);
        }
        if (format == VLAN) {
            return readVlan(record);
        }
        if (format == PROCESSOR) {
            return readProcessor(record);
        }
        return new OtherCounters(
                DataFormat.enterprise(format), DataFormat.format(format), record.remaining());
    }

    private static InterfaceCounters readInterface(XdrReader in) throws MalformedDatagramException {
        return new InterfaceCounters(
                in.uint32(),
                in.uint32(),
                in.bits64(),
                in.uint32(),
                in.uint32(),
                readDirection(in),
                in.uint32(),
                readDirection(in),
                in.uint32());
    }

    private static InterfaceCounters.Direction readDirection(XdrReader in)
            throws MalformedDatagramException {
        return new InterfaceCounters.Direction(
                in.bits64(), in.uint32(), in.uint32(), in.uint32(), in.uint32(), in.uint32());
    }

    private static EthernetCounters readEthernet(XdrReader in) throws MalformedDatagramException {
        return new EthernetCounters(
                in.uint32(),
                in.uint32(),
                in.uint32(),
                in.uint32(),
                in.uint32(),
                in.uint32(),
                in.uint32(),
                in.uint32(),
                in.uint32(),
                in.uint32(),
                in.uint32(),
                in.uint32(),
                in.uint32());
    }

    private static VlanCounters readVlan(XdrReader in) throws MalformedDatagramException {
        return new VlanCounters(
                in.uint32(), in.bits64(), in.uint32(), in.uint32(), in.uint32(), in.uint32());
    }

    private static ProcessorCounters readProcessor(XdrReader in) throws MalformedDatagramException {
        return new ProcessorCounters(
                in.uint32(), in.uint32(), in.uint32(), in.bits64(), in.bits64());
    }
}
