package io.weir.codec.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.element.ElementSpace;
import io.weir.codec.element.ElementType;
import io.weir.codec.element.InformationElement;
import io.weir.codec.element.InformationElements;
import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.encode.WireBuffer;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Templates of any known elements but lists in any length, with any content. */
class AnyTemplateTest {

    private static final Set<ElementType> LISTS =
            EnumSet.of(
                    ElementType.BASIC_LIST,
                    ElementType.SUB_TEMPLATE_LIST,
                    ElementType.SUB_TEMPLATE_MULTI_LIST);

    private static final int RECORDS = 3;
    private static final int VARIABLE = TemplateField.VARIABLE_LENGTH;

    @Property(tries = 500)
    void ipfixIsReadWhateverItSays(
            @ForAll("ipfixFields") @Size(min = 1, max = 60) List<TemplateField> fields,
            @ForAll long seed) {
        TemplateDefinition template = definition(fields);
        Random random = new Random(seed);
        IpfixWriter writer = new IpfixWriter(1).begin(1).template(template);
        for (int i = 0; i < RECORDS; i++) {
            writer.record(template, record -> write(fields, random, record));
        }

        assertReads(writer.toBytes());
    }

    @Property(tries = 500)
    void netflowV9IsReadWhateverItSays(
            @ForAll("netflowFields") @Size(min = 1, max = 60) List<TemplateField> fields,
            @ForAll long seed) {
        TemplateDefinition template = definition(fields);
        Random random = new Random(seed);
        NetflowV9Writer writer = new NetflowV9Writer(1).begin(1, 1).template(template);
        for (int i = 0; i < RECORDS; i++) {
            writer.record(template, record -> write(fields, random, record));
        }

        assertReads(writer.toBytes());
    }

    @Provide
    Arbitrary<List<TemplateField>> ipfixFields() {
        return fields(
                elements(element -> element.space().number() >= 0),
                List.of(1, 2, 3, 4, 5, 6, 8, 9, 16, 17, VARIABLE));
    }

    @Provide
    Arbitrary<List<TemplateField>> netflowFields() {
        return fields(
                elements(
                        element ->
                                element.space().equals(ElementSpace.NETFLOW_V9)
                                        || element.space().equals(ElementSpace.IANA)),
                List.of(1, 2, 3, 4, 6, 8, 9, 16, 17));
    }

    private static List<InformationElement> elements(Predicate<InformationElement> predicate) {
        return InformationElements.builtIn().all().stream()
                .filter(predicate)
                .filter(element -> !LISTS.contains(element.type()))
                .toList();
    }

    private static Arbitrary<List<TemplateField>> fields(
            List<InformationElement> elements, List<Integer> lengths) {
        return Combinators.combine(Arbitraries.of(elements), Arbitraries.of(lengths))
                .as(
                        (element, length) ->
                                new TemplateField(
                                        Math.max(0, element.space().number()),
                                        element.id(),
                                        length))
                .list();
    }

    private static TemplateDefinition definition(List<TemplateField> fields) {
        return TemplateDefinition.of(256, fields.toArray(TemplateField[]::new));
    }

    private static void write(List<TemplateField> fields, Random random, WireBuffer record) {
        for (TemplateField field : fields) {
            boolean variable = field.length() == VARIABLE;
            byte[] value = new byte[variable ? random.nextInt(20) : field.length()];
            random.nextBytes(value);
            if (variable) {
                record.variableLength(value);
            } else {
                record.bytes(value);
            }
        }
    }

    private static void assertReads(byte[] datagram) {
        SessionUnderTest session = new SessionUnderTest();

        FlowBatch batch = session.receive(datagram);

        assertThat(session.findings()).isEmpty();
        assertThat(batch.size()).isEqualTo(RECORDS);
        for (int row = 0; row < batch.size(); row++) {
            for (FlowField field : FlowField.values()) {
                if (field.shape() == FlowField.Shape.BYTES && batch.has(field, row)) {
                    int end = batch.sliceOffset(field, row) + batch.sliceLength(field, row);
                    assertThat(end).isLessThanOrEqualTo(datagram.length);
                }
            }
        }
    }
}
