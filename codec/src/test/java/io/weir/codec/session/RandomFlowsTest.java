package io.weir.codec.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.encode.WireBuffer;
import io.weir.codec.flow.FlowField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Flows of any values, in templates of any elements, order and sizes, come out as they went in. */
class RandomFlowsTest {

    private static final long EXPORT_SECONDS = 1_700_000_000L;
    private static final long UPTIME_MILLIS = 5_000;
    private static final int[] ANY_SIZE = {1, 2, 3, 4, 5, 6, 7, 8, TemplateField.VARIABLE_LENGTH};
    private static final int[] FIXED_SIZE = {1, 2, 3, 4, 5, 6, 7, 8};

    /** An element and how its bytes are made; null for a field of an element that is skipped. */
    private record Element(FlowField field, int id, Kind kind) {}

    private enum Kind {
        UNSIGNED,
        PROTOCOL,
        IPV4,
        IPV6,
        SECONDS,
        UPTIME,
        SKIPPED
    }

    private static final List<Element> OF_BOTH =
            List.of(
                    new Element(FlowField.SOURCE_ADDRESS, 8, Kind.IPV4),
                    new Element(FlowField.DESTINATION_ADDRESS, 28, Kind.IPV6),
                    new Element(FlowField.NEXT_HOP, 62, Kind.IPV6),
                    new Element(FlowField.BGP_NEXT_HOP, 18, Kind.IPV4),
                    new Element(FlowField.SOURCE_PORT, 7, Kind.UNSIGNED),
                    new Element(FlowField.DESTINATION_PORT, 11, Kind.UNSIGNED),
                    new Element(FlowField.PROTOCOL, 4, Kind.PROTOCOL),
                    new Element(FlowField.IP_VERSION, 60, Kind.UNSIGNED),
                    new Element(FlowField.BYTES, 1, Kind.UNSIGNED),
                    new Element(FlowField.PACKETS, 2, Kind.UNSIGNED),
                    new Element(FlowField.TOTAL_BYTES, 85, Kind.UNSIGNED),
                    new Element(FlowField.TOTAL_PACKETS, 86, Kind.UNSIGNED),
                    new Element(FlowField.FORWARDING_STATUS, 89, Kind.UNSIGNED),
                    new Element(FlowField.TOS, 5, Kind.UNSIGNED),
                    new Element(FlowField.INPUT_INTERFACE, 252, Kind.UNSIGNED),
                    new Element(FlowField.OUTPUT_INTERFACE, 14, Kind.UNSIGNED),
                    new Element(FlowField.SOURCE_AS, 16, Kind.UNSIGNED),
                    new Element(FlowField.DESTINATION_AS, 17, Kind.UNSIGNED),
                    new Element(FlowField.SOURCE_PREFIX_LENGTH, 29, Kind.UNSIGNED),
                    new Element(FlowField.DESTINATION_PREFIX_LENGTH, 13, Kind.UNSIGNED),
                    new Element(FlowField.SOURCE_MAC, 56, Kind.UNSIGNED),
                    new Element(FlowField.DESTINATION_MAC, 80, Kind.UNSIGNED),
                    new Element(FlowField.VLAN, 243, Kind.UNSIGNED),
                    new Element(FlowField.POST_VLAN, 59, Kind.UNSIGNED),
                    new Element(FlowField.DIRECTION, 61, Kind.UNSIGNED),
                    new Element(FlowField.SAMPLING_INTERVAL, 34, Kind.UNSIGNED),
                    new Element(FlowField.SAMPLER_ID, 302, Kind.UNSIGNED),
                    new Element(FlowField.END_REASON, 136, Kind.UNSIGNED),
                    new Element(null, 41, Kind.SKIPPED),
                    new Element(null, 32_000, Kind.SKIPPED));
    private static final List<Element> TIMES_OF_IPFIX =
            List.of(
                    new Element(FlowField.START_MILLIS, 150, Kind.SECONDS),
                    new Element(FlowField.END_MILLIS, 153, Kind.UNSIGNED));
    private static final List<Element> TIMES_OF_V9 =
            List.of(
                    new Element(FlowField.START_MILLIS, 22, Kind.UPTIME),
                    new Element(FlowField.END_MILLIS, 21, Kind.UPTIME));

    /** A field of a template: an element in a size. */
    private record Column(Element element, int size) {}

    @Property(tries = 500)
    void ipfix(
            @ForAll("ipfixColumns") @Size(min = 1) List<Column> columns,
            @ForAll @IntRange(min = 1, max = 20) int records,
            @ForAll long seed) {
        TemplateDefinition template = template(columns);
        Random random = new Random(seed);
        IpfixWriter writer = new IpfixWriter(1).begin(EXPORT_SECONDS).template(template);
        List<Map<FlowField, Object>> written = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            writer.record(template, record -> written.add(write(columns, random, record)));
        }

        assertDecodes(writer.toBytes(), written);
    }

    @Property(tries = 500)
    void netflowV9(
            @ForAll("v9Columns") @Size(min = 1) List<Column> columns,
            @ForAll @IntRange(min = 1, max = 20) int records,
            @ForAll long seed) {
        TemplateDefinition template = template(columns);
        Random random = new Random(seed);
        NetflowV9Writer writer =
                new NetflowV9Writer(1).begin(EXPORT_SECONDS, UPTIME_MILLIS).template(template);
        List<Map<FlowField, Object>> written = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            writer.record(template, record -> written.add(write(columns, random, record)));
        }

        assertDecodes(writer.toBytes(), written);
    }

    @Provide
    Arbitrary<List<Column>> ipfixColumns() {
        return columns(TIMES_OF_IPFIX, ANY_SIZE);
    }

    @Provide
    Arbitrary<List<Column>> v9Columns() {
        return columns(TIMES_OF_V9, FIXED_SIZE);
    }

    private static Arbitrary<List<Column>> columns(List<Element> times, int[] sizes) {
        List<Element> elements = new ArrayList<>(OF_BOTH);
        elements.addAll(times);
        Arbitrary<Integer> sizesOfIntegers = Arbitraries.of(Arrays.stream(sizes).boxed().toList());
        return Combinators.combine(Arbitraries.of(elements), sizesOfIntegers)
                .as(RandomFlowsTest::column)
                .list()
                .uniqueElements(Column::element)
                .ofMaxSize(elements.size() / 2);
    }

    private static Column column(Element element, int size) {
        return switch (element.kind()) {
            case UNSIGNED, SKIPPED -> new Column(element, size);
            case PROTOCOL -> new Column(element, 1);
            case IPV4, SECONDS, UPTIME -> new Column(element, 4);
            case IPV6 -> new Column(element, 16);
        };
    }

    private static TemplateDefinition template(List<Column> columns) {
        return TemplateDefinition.of(
                300,
                columns.stream()
                        .map(column -> TemplateField.iana(column.element().id(), column.size()))
                        .toArray(TemplateField[]::new));
    }

    /** Writes a record of random values; returns the flow that it is to be read as. */
    private static Map<FlowField, Object> write(
            List<Column> columns, Random random, WireBuffer record) {
        Map<FlowField, Object> flow = new EnumMap<>(FlowField.class);
        flow.put(FlowField.TEMPLATE_ID, 300L);
        for (Column column : columns) {
            Element element = column.element();
            Object value = writeValue(element.kind(), column.size(), random, record);
            if (element.field() != null) {
                flow.put(element.field(), value);
            }
        }
        return flow;
    }

    private static Object writeValue(Kind kind, int size, Random random, WireBuffer record) {
        return switch (kind) {
            case UNSIGNED -> {
                boolean variable = size == TemplateField.VARIABLE_LENGTH;
                int bytes = variable ? 1 + random.nextInt(8) : size;
                long value = random.nextLong() >>> (64 - 8 * bytes);
                (variable ? record.uint8(bytes) : record).uint(value, bytes);
                yield value;
            }
            case PROTOCOL -> {
                // ICMP flows have no ports; their reading has its own tests.
                long value = random.nextBoolean() ? 6 : 17;
                record.uint8(value);
                yield value;
            }
            case IPV4 -> {
                IpAddress address = IpAddress.ofIpv4(random.nextInt());
                record.address(address);
                yield address;
            }
            case IPV6 -> {
                IpAddress address = new IpAddress(random.nextLong(), random.nextLong());
                record.uint64(address.high()).uint64(address.low());
                yield address;
            }
            case SECONDS -> {
                long seconds = random.nextInt() & 0xffff_ffffL;
                record.uint32(seconds);
                yield seconds * 1_000;
            }
            case UPTIME -> {
                // Up to 24.8 days before the export or after it, so that the uptime wraps.
                int age = random.nextInt();
                record.uint32(UPTIME_MILLIS - age);
                yield EXPORT_SECONDS * 1_000 - age;
            }
            case SKIPPED -> {
                if (size == TemplateField.VARIABLE_LENGTH) {
                    record.variableLength(new byte[random.nextInt(300)]);
                } else {
                    record.uint(random.nextLong(), size);
                }
                yield size;
            }
        };
    }

    private static void assertDecodes(byte[] datagram, List<Map<FlowField, Object>> written) {
        SessionUnderTest session = new SessionUnderTest();

        assertThat(session.recordsOf(datagram)).isEqualTo(written);
        assertThat(session.findings()).isEmpty();
        assertThat(session.unknownSets()).isEmpty();
    }
}
