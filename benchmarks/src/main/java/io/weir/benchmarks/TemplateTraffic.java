package io.weir.benchmarks;

import io.weir.codec.encode.TemplateDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;

/** Datagrams of a protocol with templates, each filled with records of one template. */
final class TemplateTraffic {

    private static final int DOMAINS = 2;
    private static final int FIRST_TEMPLATE = 256;

    private TemplateTraffic() {}

    /** Of one exporter, which sends all in one layout. */
    static Datagrams ofOne(Layout layout, LongFunction<TemplateWriter> writerOfDomain) {
        return inRotation(List.of(new Exports(0, FIRST_TEMPLATE, layout, writerOfDomain.apply(0))));
    }

    /**
     * Of {@link Traffic#EXPORTERS} exporters with two observation domains each, which send 50
     * templates in rotation, one per datagram.
     */
    static Datagrams ofMany(Layout layout, LongFunction<TemplateWriter> writerOfDomain) {
        Random random = new Random(Datagrams.SEED);
        List<Exports> rotation = new ArrayList<>();
        for (int i = 0; i < Traffic.TEMPLATES; i++) {
            int exporter = i % Traffic.EXPORTERS;
            TemplateWriter writer = writerOfDomain.apply(i / Traffic.EXPORTERS % DOMAINS);
            rotation.add(new Exports(exporter, FIRST_TEMPLATE + i, layout.varied(random), writer));
        }
        return inRotation(rotation);
    }

    private static Datagrams inRotation(List<Exports> rotation) {
        Random random = new Random(Datagrams.SEED);
        List<Datagrams.Sent> definitions = rotation.stream().map(Exports::definition).toList();
        List<Datagrams.Sent> sent = new ArrayList<>();
        int flows = 0;
        for (int i = 0; flows < Traffic.FLOWS; i++) {
            Exports exports = rotation.get(i % rotation.size());
            flows += exports.fill(Traffic.FLOWS - flows, random);
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

        Datagrams.Sent definition() {
            writer.begin();
            writer.template(template);
            return sent();
        }

        /** Writes as many records as a datagram holds, but at most so many; returns how many. */
        int fill(int most, Random random) {
            writer.begin();
            int records = 0;
            while (records < most
                    && writer.lengthWith(template) + layout.longestTexts() <= Datagrams.MAX_BYTES) {
                writer.record(template, layout.record(random));
                records++;
            }
            return records;
        }

        Datagrams.Sent sent() {
            return new Datagrams.Sent(exporter, writer.toBytes());
        }
    }
}
