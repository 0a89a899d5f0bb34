package io.weir.operators.exporters;

import io.weir.codec.flow.ExportProtocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How what was counted is written, in format version 1 of the serializers that contain it. Counters
 * go by name: one that this build does not know is read and kept.
 */
final class ActivityFormat {

    private ActivityFormat() {}

    static void write(ExporterActivity activity, DataOutputView to) throws IOException {
        to.writeLong(activity.firstSeenMillis());
        to.writeLong(activity.lastSeenMillis());
        write(activity.accounts(), to);
        to.writeInt(activity.protocols().size());
        for (ExportProtocol protocol : activity.protocols()) {
            write(protocol, to);
        }
        to.writeInt(activity.domains().size());
        for (DomainActivity domain : activity.domains()) {
            write(domain, to);
        }
        to.writeInt(activity.sourcePorts().size());
        for (int port : activity.sourcePorts()) {
            to.writeInt(port);
        }
        to.writeInt(activity.templates().size());
        for (Map.Entry<Long, Integer> templates : activity.templates().entrySet()) {
            to.writeLong(templates.getKey());
            to.writeInt(templates.getValue());
        }
        to.writeLong(activity.clockSkewMillis());
    }

    static ExporterActivity readActivity(DataInputView from) throws IOException {
        return new ExporterActivity(
                from.readLong(),
                from.readLong(),
                readAccounts(from),
                readProtocols(from),
                readDomains(from),
                readPorts(from),
                readTemplates(from),
                from.readLong());
    }

    static void write(Accounts accounts, DataOutputView to) throws IOException {
        to.writeLong(accounts.datagrams());
        to.writeLong(accounts.octets());
        to.writeLong(accounts.flows());
        writeCounts(accounts.malformed(), to);
        writeCounts(accounts.counters(), to);
    }

    static Accounts readAccounts(DataInputView from) throws IOException {
        return new Accounts(
                from.readLong(),
                from.readLong(),
                from.readLong(),
                readCounts(from),
                readCounts(from));
    }

    private static void writeCounts(Map<String, Long> counts, DataOutputView to)
            throws IOException {
        to.writeInt(counts.size());
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            writeText(count.getKey(), to);
            to.writeLong(count.getValue());
        }
    }

    private static Map<String, Long> readCounts(DataInputView from) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (int left = from.readInt(); left > 0; left--) {
            counts.put(readText(from), from.readLong());
        }
        return counts;
    }

    private static void write(DomainActivity domain, DataOutputView to) throws IOException {
        write(domain.protocol(), to);
        to.writeLong(domain.domain());
        to.writeLong(domain.datagrams());
        to.writeLong(domain.firstSequence());
        to.writeLong(domain.lastSequence());
        writeText(domain.unit(), to);
        to.writeLong(domain.unitsReceived());
        to.writeLong(domain.unitsLost());
    }

    private static List<DomainActivity> readDomains(DataInputView from) throws IOException {
        List<DomainActivity> domains = new ArrayList<>();
        for (int left = from.readInt(); left > 0; left--) {
            domains.add(
                    new DomainActivity(
                            readProtocol(from),
                            from.readLong(),
                            from.readLong(),
                            from.readLong(),
                            from.readLong(),
                            readText(from),
                            from.readLong(),
                            from.readLong()));
        }
        return domains;
    }

    private static Set<ExportProtocol> readProtocols(DataInputView from) throws IOException {
        Set<ExportProtocol> protocols = EnumSet.noneOf(ExportProtocol.class);
        for (int left = from.readInt(); left > 0; left--) {
            protocols.add(readProtocol(from));
        }
        return protocols;
    }

    private static Set<Integer> readPorts(DataInputView from) throws IOException {
        Set<Integer> ports = new TreeSet<>();
        for (int left = from.readInt(); left > 0; left--) {
            ports.add(from.readInt());
        }
        return ports;
    }

    private static Map<Long, Integer> readTemplates(DataInputView from) throws IOException {
        Map<Long, Integer> templates = new TreeMap<>();
        for (int left = from.readInt(); left > 0; left--) {
            templates.put(from.readLong(), from.readInt());
        }
        return templates;
    }

    static void write(ExportProtocol protocol, DataOutputView to) throws IOException {
        to.writeByte(protocol.code());
    }

    static ExportProtocol readProtocol(DataInputView from) throws IOException {
        return ExportProtocol.ofCode(from.readUnsignedByte());
    }

    static void writeText(String text, DataOutputView to) throws IOException {
        StringSerializer.INSTANCE.serialize(text, to);
    }

    static String readText(DataInputView from) throws IOException {
        return StringSerializer.INSTANCE.deserialize(from);
    }

    static void writeTexts(Map<String, String> texts, DataOutputView to) throws IOException {
        to.writeInt(texts.size());
        for (Map.Entry<String, String> text : texts.entrySet()) {
            writeText(text.getKey(), to);
            writeText(text.getValue(), to);
        }
    }

    static Map<String, String> readTexts(DataInputView from) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int left = from.readInt(); left > 0; left--) {
            texts.put(readText(from), readText(from));
        }
        return texts;
    }
}
