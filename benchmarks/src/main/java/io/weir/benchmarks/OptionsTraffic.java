package io.weir.benchmarks;

import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** NetFlow v9 of a router that says in options records what its flows only number. */
final class OptionsTraffic {

    private static final int NAME_LENGTH = 24;

    /** Scope types (RFC 3954 §6.1). */
    private static final TemplateField SYSTEM = TemplateField.iana(1, 4);

    private static final TemplateField INTERFACE = TemplateField.iana(2, 4);

    private OptionsTraffic() {}

    static Datagrams datagrams() {
        Datagrams flows =
                TemplateTraffic.ofOne(Layout.NETFLOW_V9_IDENTIFIED, TemplateWriter::netflowV9);
        List<Datagrams.Sent> first = new ArrayList<>(flows.templates());
        first.add(
                table(
                        300,
                        id -> to -> to.uint32(0).uint8(id).uint32(100),
                        SYSTEM,
                        of(48, 1),
                        of(50, 4)));
        first.add(
                table(
                        301,
                        id -> to -> to.uint32(id).bytes(name("Te0/0/", id)),
                        INTERFACE,
                        of(82, NAME_LENGTH)));
        first.add(
                table(
                        302,
                        id -> to -> to.uint32(0).uint32(id).bytes(name("app-", id)),
                        SYSTEM,
                        of(95, 4),
                        of(96, NAME_LENGTH)));
        return new Datagrams(first, flows.flows());
    }

    private static TemplateField of(int element, int length) {
        return TemplateField.iana(element, length);
    }

    private static byte[] name(String prefix, int id) {
        return Arrays.copyOf((prefix + id).getBytes(StandardCharsets.US_ASCII), NAME_LENGTH);
    }

    private static Datagrams.Sent table(
            int id, IntFunction<RecordWriter> records, TemplateField... fields) {
        TemplateDefinition template = TemplateDefinition.ofOptions(id, 1, fields);
        TemplateWriter writer = TemplateWriter.netflowV9(0);
        writer.begin();
        writer.template(template);
        for (int i = 0; i < ElementKind.IDENTIFIERS; i++) {
            writer.record(template, records.apply(i));
        }
        return new Datagrams.Sent(0, writer.toBytes());
    }
}
