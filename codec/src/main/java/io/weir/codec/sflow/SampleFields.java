package io.weir.codec.sflow;

import io.weir.codec.IpAddress;
import io.weir.codec.MalformedDatagramException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Shows samples field by field, as they were sent and with nothing left out: for those who want to
 * see what an agent says, and not for the hot path.
 *
 * <p>The fields of the sample and of the usual records stand side by side; records whose names are
 * not unique are a list of fields under the name of their structure. A packet's first bytes are
 * shown as such ({@code header}) and by what they say. A record that is not known is {@code
 * <enterprise>.<format>} with its bytes in hexadecimal. A name that comes again gets {@code .2},
 * {@code .3} and so on.
 *
 * <p>Whatever the bytes are, something is shown and nothing thrown. Not thread-safe.
 */
public final class SampleFields {

    private final DatagramHeader datagramHeader = new DatagramHeader();
    private final Structures structures = Structures.builtIn();
    private final PacketElements packet = new PacketElements();
    private final FlowSampleHeader flowHeader = new FlowSampleHeader();
    private final XdrReader record = new XdrReader();

    /** Whether samples of this format hold counters. */
    public static boolean isCounters(long type) {
        return type == SampleType.COUNTERS || type == SampleType.EXPANDED_COUNTERS;
    }

    /**
     * What the header of a datagram says of all its samples; nothing if it is not complete.
     *
     * @param datagram from its version on
     */
    public List<NamedValue> readHeader(byte[] datagram) {
        List<NamedValue> values = new ArrayList<>();
        try {
            datagramHeader.read(datagram);
        } catch (MalformedDatagramException e) {
            return values; // and the session tells why
        }
        IpAddress agent = datagramHeader.agent();
        values.add(new NamedValue("agentAddress", agent == null ? "unknown" : agent.toString()));
        add("subAgentId", datagramHeader.subAgent, values);
        add("datagramSequenceNumber", datagramHeader.sequence, values);
        add("uptime", datagramHeader.uptimeMillis, values);
        return values;
    }

    /**
     * The fields of a sample.
     *
     * @param type the data format of the sample: enterprise * 4096 + format
     * @param from the first byte after the sample's length
     * @param to the first byte after the sample
     */
    public List<NamedValue> read(long type, byte[] bytes, int from, int to) {
        List<NamedValue> values = new ArrayList<>();
        XdrReader sample = new XdrReader().from(bytes, from, to);
        try {
            if (type == SampleType.FLOW || type == SampleType.EXPANDED_FLOW) {
                readFlow(type, sample, values);
            } else if (isCounters(type)) {
                readCounters(type, sample, values);
            } else if (type == SampleType.DISCARDED_PACKET) {
                readDiscarded(sample, values);
            } else {
                values.add(new NamedValue(number(type), hex(sample)));
            }
        } catch (MalformedDatagramException e) {
            // Told to the session's listener when the sample is decoded; here the bytes tell.
            values.add(new NamedValue("incomplete", hex(sample)));
        }
        return withUniqueNames(values);
    }

    private void readFlow(long type, XdrReader sample, List<NamedValue> values)
            throws MalformedDatagramException {
        if (type == SampleType.FLOW) {
            flowHeader.readCompact(sample);
        } else {
            flowHeader.readExpanded(sample);
        }
        add("sequenceNumber", flowHeader.sequence, values);
        add("sourceIdType", flowHeader.sourceType, values);
        add("sourceIdIndex", flowHeader.sourceIndex, values);
        add("samplingRate", flowHeader.samplingRate, values);
        add("samplePool", flowHeader.samplePool, values);
        add("drops", flowHeader.drops, values);
        add("inputFormat", flowHeader.inputFormat, values);
        add("input", flowHeader.inputValue, values);
        add("outputFormat", flowHeader.outputFormat, values);
        add("output", flowHeader.outputValue, values);
        readFlowRecords(flowHeader.records, sample, values);
    }

    private void readDiscarded(XdrReader sample, List<NamedValue> values)
            throws MalformedDatagramException {
        add("sequenceNumber", sample.uint32(), values);
        add("sourceIdType", sample.uint32(), values);
        add("sourceIdIndex", sample.uint32(), values);
        add("drops", sample.uint32(), values);
        add("inputIfIndex", sample.uint32(), values);
        add("outputIfIndex", sample.uint32(), values);
        add("reason", sample.uint32(), values);
        readFlowRecords(sample.uint32(), sample, values);
    }

    private void readFlowRecords(long count, XdrReader sample, List<NamedValue> values) {
        for (long i = 0; i < count; i++) {
            long format = sample.nextRecord(record);
            if (format == XdrReader.NO_RECORD) {
                values.add(new NamedValue("incomplete", hex(sample)));
                return;
            }
            if (format == RecordFormat.SAMPLED_HEADER) {
                readSampledHeader(values);
            } else {
                readRecord(format, structures.ofFlow(format), values);
            }
        }
    }

    private void readSampledHeader(List<NamedValue> values) {
        try {
            long protocol = record.uint32();
            add("headerProtocol", protocol, values);
            long frameLength = record.uint32();
            add("frameLength", frameLength, values);
            add("octetDeltaCount", frameLength, values);
            add("stripped", record.uint32(), values);
            long length = record.uint32();
            add("headerLength", length, values);
            int from = record.position();
            int to = from + (int) Math.min(length, record.remaining());
            values.add(
                    new NamedValue("header", HexFormat.of().formatHex(record.bytes(), from, to)));
            packet.read(protocol, record.bytes(), from, to, values);
        } catch (MalformedDatagramException e) {
            values.add(new NamedValue("incomplete", hex(record)));
        }
    }

    private void readCounters(long type, XdrReader sample, List<NamedValue> values)
            throws MalformedDatagramException {
        add("sequenceNumber", sample.uint32(), values);
        long source = sample.uint32();
        boolean compact = type == SampleType.COUNTERS;
        add("sourceIdType", compact ? source >>> 24 : source, values);
        add("sourceIdIndex", compact ? source & 0x00ff_ffffL : sample.uint32(), values);
        long count = sample.uint32();
        for (long i = 0; i < count; i++) {
            long format = sample.nextRecord(record);
            if (format == XdrReader.NO_RECORD) {
                values.add(new NamedValue("incomplete", hex(sample)));
                return;
            }
            readRecord(format, structures.ofCounters(format), values);
        }
    }

    /**
     * Adds the fields of a record.
     *
     * @param structure its layout, or null if it is not known
     */
    private void readRecord(long format, Structure structure, List<NamedValue> values) {
        if (structure == null) {
            values.add(new NamedValue(number(format), hex(record)));
        } else if (structure.grouped()) {
            List<NamedValue> fields = new ArrayList<>();
            structure.read(record, fields);
            values.add(new NamedValue(structure.name(), fields));
        } else {
            structure.read(record, values);
        }
    }

    private static void add(String name, long value, List<NamedValue> values) {
        values.add(new NamedValue(name, value));
    }

    private static String number(long format) {
        return DataFormat.enterprise(format) + "." + DataFormat.format(format);
    }

    /** What is left in the reader, in hexadecimal. */
    static String hex(XdrReader in) {
        int from = in.position();
        return HexFormat.of().formatHex(in.bytes(), from, from + in.remaining());
    }

    private static List<NamedValue> withUniqueNames(List<NamedValue> values) {
        Map<String, Integer> seen = new HashMap<>();
        List<NamedValue> unique = new ArrayList<>();
        for (NamedValue value : values) {
            int times = seen.merge(value.name(), 1, Integer::sum);
            unique.add(
                    times == 1 ? value : new NamedValue(value.name() + "." + times, value.value()));
        }
        return unique;
    }
}
