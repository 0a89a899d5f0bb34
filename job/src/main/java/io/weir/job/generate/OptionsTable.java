package io.weir.job.generate;

import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.encode.WireBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an exporter tells of itself in options records: a template and all its records.
 *
 * @param template fixed in length
 * @param records written anew each time: they may tell what has changed
 */
record OptionsTable(TemplateDefinition template, List<RecordWriter> records) {

    private static final int SAMPLERS = 512;
    private static final int APPLICATIONS = 513;
    private static final int INTERFACES = 514;
    private static final int STATISTICS = 515;

    /** Scope types of NetFlow v9 (RFC 3954 §6.1). */
    private static final int SYSTEM_SCOPE = 1;

    private static final int INTERFACE_SCOPE = 2;

    /** Sampler mode of NetFlow v9. */
    private static final int DETERMINISTIC = 1;

    /** Selector algorithm of PSAMP (RFC 5477 §8.2.1). */
    private static final int SYSTEMATIC_COUNT_BASED = 1;

    private static final int INTERFACE_NAME_LENGTH = 24;
    private static final int INTERFACE_DESCRIPTION_LENGTH = 32;

    OptionsTable {
        records = List.copyOf(records);
    }

    /**
     * Those of a router that speaks NetFlow v9: samplers as Cisco exports them, applications,
     * interfaces, and what it has exported so far.
     *
     * @param sampling one packet in this many is sampled
     */
    static List<OptionsTable> netflowV9(int sampling, ExportTally tally) {
        TemplateField system = TemplateField.iana(SYSTEM_SCOPE, 4);
        return List.of(
                new OptionsTable(
                        options(SAMPLERS, system, of(48, 1), of(49, 1), of(50, 4)),
                        List.of(
                                to ->
                                        to.uint32(0)
                                                .uint8(FlowLayout.SAMPLER_ID)
                                                .uint8(DETERMINISTIC)
                                                .uint32(sampling))),
                new OptionsTable(
                        options(
                                APPLICATIONS,
                                system,
                                of(95, 4),
                                of(96, ApplicationTable.NAME_LENGTH),
                                of(94, ApplicationTable.DESCRIPTION_LENGTH)),
                        applications(to -> to.uint32(0))),
                interfaces(TemplateField.iana(INTERFACE_SCOPE, 4)),
                new OptionsTable(
                        options(STATISTICS, system, of(40, 8), of(41, 8), of(42, 8)),
                        List.of(to -> statistics(to.uint32(0), tally))));
    }

    /**
     * Those of a router that speaks IPFIX: packet selectors (RFC 5477), applications (RFC 6759
     * §4.2), interfaces, and the statistics of RFC 7011 §4.1.
     *
     * @param domain the observation domain
     */
    static List<OptionsTable> ipfix(long domain, int sampling, ExportTally tally) {
        return List.of(
                new OptionsTable(
                        options(SAMPLERS, of(302, 1), of(304, 2), of(305, 4), of(306, 4)),
                        List.of(
                                to ->
                                        to.uint8(FlowLayout.SAMPLER_ID)
                                                .uint16(SYSTEMATIC_COUNT_BASED)
                                                .uint32(1)
                                                .uint32(sampling - 1L))),
                new OptionsTable(
                        options(
                                APPLICATIONS,
                                of(95, 4),
                                of(96, ApplicationTable.NAME_LENGTH),
                                of(94, ApplicationTable.DESCRIPTION_LENGTH)),
                        applications(to -> {})),
                interfaces(of(10, 4)),
                new OptionsTable(
                        options(STATISTICS, of(149, 4), of(40, 8), of(41, 8), of(42, 8)),
                        List.of(to -> statistics(to.uint32(domain), tally))));
    }

    private static List<RecordWriter> applications(RecordWriter scope) {
        List<RecordWriter> records = new ArrayList<>();
        for (ApplicationTable.Entry entry : ApplicationTable.entries()) {
            byte[] name = text(entry.name(), ApplicationTable.NAME_LENGTH);
            byte[] description = text(entry.description(), ApplicationTable.DESCRIPTION_LENGTH);
            records.add(
                    to -> {
                        scope.writeTo(to);
                        to.uint32(entry.id()).bytes(name).bytes(description);
                    });
        }
        return records;
    }

    private static OptionsTable interfaces(TemplateField scope) {
        List<RecordWriter> records = new ArrayList<>();
        for (RouterInterface each : RouterInterface.values()) {
            byte[] name = text(each.label(), INTERFACE_NAME_LENGTH);
            byte[] description = text(each.description(), INTERFACE_DESCRIPTION_LENGTH);
            records.add(to -> to.uint32(each.index()).bytes(name).bytes(description));
        }
        return new OptionsTable(
                options(
                        INTERFACES,
                        scope,
                        of(82, INTERFACE_NAME_LENGTH),
                        of(83, INTERFACE_DESCRIPTION_LENGTH)),
                records);
    }

    private static void statistics(WireBuffer to, ExportTally tally) {
        to.uint64(tally.bytes()).uint64(tally.datagrams()).uint64(tally.flows());
    }

    private static TemplateDefinition options(int id, TemplateField... fields) {
        return TemplateDefinition.ofOptions(id, 1, fields);
    }

    private static TemplateField of(int elementId, int length) {
        return TemplateField.iana(elementId, length);
    }

    /** ASCII, filled up with zeros. */
    private static byte[] text(String text, int length) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), length);
    }
}
