package io.weir.benchmarks;

import io.weir.codec.encode.NetflowV5Writer;
import io.weir.codec.encode.TemplateDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * What exporters send: {@link #FLOWS} flows in datagrams as full as the network lets them be.
 *
 * <p>The kinds that end in 50 have fifty templates in rotation, one per datagram, of {@link
 * #EXPORTERS} exporters with two observation domains each. No two templates have the same elements
 * in the same order and lengths: what the JIT compiler learns from one does not hold for the next.
 */
@SuppressWarnings("ImmutableEnumChecker") // layouts and makers of writers are immutable
public enum Traffic {
    NETFLOW_V5(null, null, 0),
    NETFLOW_V9(Layout.NETFLOW_V9, TemplateWriter::netflowV9, 1),
    NETFLOW_V9_50(Layout.NETFLOW_V9, TemplateWriter::netflowV9, 50),
    IPFIX(Layout.IPFIX, TemplateWriter::ipfix, 1),
    IPFIX_50(Layout.IPFIX, TemplateWriter::ipfix, 50),
    IPV6(Layout.IPFIX_OF_IPV6, TemplateWriter::ipfix, 1),
    IPV6_50(Layout.IPFIX_OF_IPV6, TemplateWriter::ipfix, 50),
    BOTH_FAMILIES(Layout.IPFIX_OF_BOTH_FAMILIES, TemplateWriter::ipfix, 1),
    BOTH_FAMILIES_50(Layout.IPFIX_OF_BOTH_FAMILIES, TemplateWriter::ipfix, 50),
    VARIABLE_LENGTH(Layout.IPFIX_WITH_NAMES, TemplateWriter::ipfix, 1),
    VARIABLE_LENGTH_50(Layout.IPFIX_WITH_NAMES, TemplateWriter::ipfix, 50);

    /**
     * Flows in one round of datagrams: 150 to 400 KiB of them, more than a first-level cache holds,
     * as when they come from a socket.
     */
    public static final int FLOWS = 3_000;

    /** The payload of UDP in an Ethernet frame of 1,500 bytes, less 8 for a tunnel's label. */
    static final int MAX_DATAGRAM_BYTES = 1_464;

    static final long EXPORT_MILLIS = 1_700_000_000_000L;
    static final long UPTIME_MILLIS = 86_400_000;

    static final int EXPORTERS = 10;
    private static final int DOMAINS = 2;
    private static final int FIRST_TEMPLATE = 256;

    /** Fixed, so that all runs decode the same bytes. */
    private static final int SEED = 1;

    /** A datagram. */
    static final class Sent {

        /** The number of the sender, 0 to {@link #EXPORTERS} - 1. */
        final int exporter;

        final byte[] bytes;

        Sent(int exporter, byte[] bytes) {
            this.exporter = exporter;
            this.bytes = bytes;
        }
    }

    /**
     * All that is sent.
     *
     * @param templates datagrams that hold templates only, to be decoded before the others
     * @param flows {@link Traffic#FLOWS} flows
     */
    record Datagrams(List<Sent> templates, List<Sent> flows) {}

    private final Layout layout;
    private final LongFunction<TemplateWriter> writerOfDomain;
    private final int templates;

    Traffic(Layout layout, LongFunction<TemplateWriter> writerOfDomain, int templates) {
        this.layout = layout;
        this.writerOfDomain = writerOfDomain;
        this.templates = templates;
    }

    Datagrams datagrams() {
        return templates == 0 ? netflowV5() : withTemplates();
    }

    private static Datagrams netflowV5() {
        Random random = new Random(SEED);
        NetflowV5Writer writer = new NetflowV5Writer(0, 0);
        List<Sent> sent = new ArrayList<>();
        for (int flows = 0; flows < FLOWS; flows += NetflowV5Writer.MAX_RECORDS) {
            writer.begin(EXPORT_MILLIS, UPTIME_MILLIS);
            for (int i = 0; i < NetflowV5Writer.MAX_RECORDS; i++) {
                addNetflowV5Record(writer, random);
            }
            sent.add(new Sent(0, writer.toBytes()));
        }
        return new Datagrams(List.of(), sent);
    }

    private static void addNetflowV5Record(NetflowV5Writer writer, Random random) {
        long end = UPTIME_MILLIS - random.nextInt(60_000);
        writer.record()
                .addresses(random.nextInt(), random.nextInt())
                .nextHop(random.nextInt())
                .interfaces(random.nextInt(64), random.nextInt(64))
                .packets(random.nextInt(1_000))
                .octets(random.nextInt(100_000))
                .uptimes(end - random.nextInt(60_000), end)
                .ports(random.nextInt(65_536), random.nextInt(65_536))
                .tcpFlags(random.nextInt(64))
                .protocol(ElementKind.anyProtocol(random))
                .autonomousSystems(random.nextInt(65_536), random.nextInt(65_536))
                .prefixLengths(24, 24);
    }

    private Datagrams withTemplates() {
        Random random = new Random(SEED);
        List<Exports> rotation = new ArrayList<>();
        for (int i = 0; i < templates; i++) {
            Layout own = templates == 1 ? layout : layout.varied(random);
            TemplateWriter writer = writerOfDomain.apply(i / EXPORTERS % DOMAINS);
            rotation.add(new Exports(i % EXPORTERS, FIRST_TEMPLATE + i, own, writer));
        }
        List<Sent> definitions = rotation.stream().map(Exports::definition).toList();
        List<Sent> sent = new ArrayList<>();
        int flows = 0;
        for (int i = 0; flows < FLOWS; i++) {
            Exports exports = rotation.get(i % templates);
            flows += exports.fill(FLOWS - flows, random);
            sent.add(exports.sent());
        }
        return new Datagrams(definitions, sent);
    }

    /** What one exporter sends with one template. */
    private record Exports(
            int exporter, TemplateDefinition template, Layout layout, TemplateWriter writer) {

        Exports(int exporter, int templateId, Layout layout, TemplateWriter writer) {
            this(exporter, layout.template(templateId), layout, writer);
        }

        Sent definition() {
            writer.begin();
            writer.template(template);
            return sent();
        }

        /** Writes as many records as a datagram holds, but at most so many; returns how many. */
        int fill(int most, Random random) {
            writer.begin();
            int records = 0;
            while (records < most
                    && writer.lengthWith(template) + layout.longestTexts() <= MAX_DATAGRAM_BYTES) {
                writer.record(template, layout.record(random));
                records++;
            }
            return records;
        }

        Sent sent() {
            return new Sent(exporter, writer.toBytes());
        }
    }
}
