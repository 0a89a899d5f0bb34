package io.weir.codec.raw;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.element.ElementSpace;
import io.weir.codec.element.InformationElement;
import io.weir.codec.element.InformationElements;
import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.StructuredData;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.encode.WireBuffer;
import io.weir.codec.template.ListSemantic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Records of any fields, with lists in lists, come out as they went in. */
class RandomRecordsTest {

    private static final int DEEPEST = 4;
    private static final int BASIC_LIST = 291;
    private static final int SUB_TEMPLATE_LIST = 292;
    private static final int SUB_TEMPLATE_MULTI_LIST = 293;
    private static final ListSemantic[] SEMANTICS = {
        ListSemantic.NONE_OF,
        ListSemantic.EXACTLY_ONE_OF,
        ListSemantic.ONE_OR_MORE_OF,
        ListSemantic.ALL_OF,
        ListSemantic.ORDERED
    };

    /** A value, what it is read as, and the element and length that its template gives it. */
    private record Cell(TemplateField field, RawValue value, String hex) {

        Cell(TemplateField field, RawValue value, byte[] bytes) {
            this(field, value, HexFormat.of().formatHex(bytes));
        }

        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        RawField read() {
            InformationElement known =
                    InformationElements.builtIn()
                            .find(new ElementSpace(field.pen()), field.elementId());
            return new RawField(
                    RawElement.of(field.pen(), field.elementId(), known),
                    value,
                    bytes(),
                    0,
                    hex.length() / 2);
        }

        void writeTo(WireBuffer record) {
            if (field.length() == TemplateField.VARIABLE_LENGTH) {
                record.variableLength(bytes());
            } else {
                record.bytes(bytes());
            }
        }
    }

    private final List<TemplateDefinition> templates = new ArrayList<>();
    private Random random = new Random(0);

    /** Of the list that is being made. */
    private ListSemantic semantic = ListSemantic.ALL_OF;

    @Property(tries = 500)
    void comeOutAsTheyWentIn(@ForAll long seed) {
        random = new Random(seed);
        templates.clear();
        List<Cell> record = record(1);
        TemplateDefinition template = template(record);
        IpfixWriter writer = new IpfixWriter(1).begin(1_700_000_000L);
        templates.forEach(writer::template);
        byte[] message = writer.data(template, writer(record)).toBytes();
        if (message.length > 0xffff) {
            return;
        }
        RecordedRecords read = new RecordedRecords();

        List<RawField> fields = read.ofOnly(message);

        assertThat(fields).hasToString(fields(record).toString());
        assertThat(fields)
                .extracting(RawField::hex)
                .isEqualTo(record.stream().map(Cell::hex).toList());
        assertThat(read.session().findings()).isEmpty();
    }

    private List<Cell> record(int depth) {
        List<Cell> cells = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            cells.add(cell(depth));
        }
        // Padding would be read as a record of values that are all empty.
        cells.add(integer(TemplateField.iana(1, 8), 8));
        return cells;
    }

    private Cell cell(int depth) {
        return switch (random.nextInt(depth < DEEPEST ? 8 : 5)) {
            case 0 -> integer(TemplateField.iana(2, 1 + random.nextInt(8)));
            case 1 -> integer(TemplateField.enterprise(29_305, 2, 1 + random.nextInt(8)));
            case 2 -> string();
            case 3 -> address();
            case 4 -> unknown();
            case 5 -> basicList(depth);
            case 6 -> templateList(depth);
            default -> multiList(depth);
        };
    }

    private Cell integer(TemplateField field) {
        return integer(field, field.length());
    }

    private Cell integer(TemplateField field, int size) {
        long bits = random.nextLong() >>> (64 - 8 * size);
        return new Cell(
                field, new RawValue.Unsigned(bits), new WireBuffer().uint(bits, size).toBytes());
    }

    private Cell string() {
        String text = "x".repeat(random.nextInt(3) == 0 ? 300 : random.nextInt(20));
        TemplateField field = TemplateField.iana(82, TemplateField.VARIABLE_LENGTH);
        return new Cell(field, new RawValue.Text(text), text.getBytes(StandardCharsets.UTF_8));
    }

    private Cell address() {
        byte[] bytes = randomBytes(4);
        String text =
                "%d.%d.%d.%d"
                        .formatted(
                                bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff, bytes[3] & 0xff);
        return new Cell(TemplateField.iana(8, 4), new RawValue.Text(text), bytes);
    }

    private Cell unknown() {
        byte[] bytes = randomBytes(random.nextInt(12));
        boolean variable = random.nextBoolean();
        TemplateField field =
                TemplateField.enterprise(
                        4_000_000_000L,
                        random.nextInt(0x8000),
                        variable ? TemplateField.VARIABLE_LENGTH : bytes.length);
        return new Cell(field, new RawValue.Text(HexFormat.of().formatHex(bytes)), bytes);
    }

    private Cell basicList(int depth) {
        Cell first = cell(depth + 1);
        List<Cell> values = new ArrayList<>(List.of(first));
        if (first.field().length() == 0) {
            values.clear(); // values of no bytes cannot be counted
        }
        byte[] bytes = StructuredData.basicList(code(), first.field(), writers(List.of(values)));
        return list(
                BASIC_LIST,
                new RawValue.BasicList(
                        semantic,
                        first.read().element(),
                        values.stream().map(Cell::value).toList()),
                bytes);
    }

    private Cell templateList(int depth) {
        List<Cell> record = record(depth + 1);
        TemplateDefinition template = template(record);
        List<List<Cell>> records = repeat(record);
        byte[] bytes = StructuredData.subTemplateList(code(), template, writers(records));
        return list(
                SUB_TEMPLATE_LIST,
                new RawValue.SubTemplateList(semantic, group(template, records)),
                bytes);
    }

    private Cell multiList(int depth) {
        List<RawValue.Group> groups = new ArrayList<>();
        List<byte[]> encoded = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            List<Cell> record = record(depth + 1);
            TemplateDefinition template = template(record);
            List<List<Cell>> records = repeat(record);
            groups.add(group(template, records));
            encoded.add(StructuredData.group(template, writers(records)));
        }
        byte[] bytes = StructuredData.subTemplateMultiList(code(), encoded.toArray(byte[][]::new));
        return list(
                SUB_TEMPLATE_MULTI_LIST,
                new RawValue.SubTemplateMultiList(semantic, groups),
                bytes);
    }

    /** Chooses the {@link #semantic} of the next list; returns its code. */
    private int code() {
        int code = random.nextInt(SEMANTICS.length);
        semantic = SEMANTICS[code];
        return code;
    }

    private static Cell list(int element, RawValue value, byte[] bytes) {
        TemplateField field = TemplateField.iana(element, TemplateField.VARIABLE_LENGTH);
        return new Cell(field, value, bytes);
    }

    private List<List<Cell>> repeat(List<Cell> record) {
        List<List<Cell>> records = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            records.add(record);
        }
        return records;
    }

    private static RawValue.Group group(TemplateDefinition template, List<List<Cell>> records) {
        return new RawValue.KnownGroup(
                template.id(), records.stream().map(RandomRecordsTest::fields).toList());
    }

    private TemplateDefinition template(List<Cell> record) {
        TemplateDefinition template =
                TemplateDefinition.of(
                        256 + templates.size(),
                        record.stream().map(Cell::field).toArray(TemplateField[]::new));
        templates.add(template);
        return template;
    }

    private static RecordWriter[] writers(List<List<Cell>> records) {
        return records.stream().map(RandomRecordsTest::writer).toArray(RecordWriter[]::new);
    }

    private static RecordWriter writer(List<Cell> record) {
        return buffer -> record.forEach(cell -> cell.writeTo(buffer));
    }

    private static List<RawField> fields(List<Cell> record) {
        return record.stream().map(Cell::read).toList();
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
