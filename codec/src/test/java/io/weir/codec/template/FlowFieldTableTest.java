package io.weir.codec.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.weir.codec.MalformedDatagramException;
import io.weir.codec.element.ElementSpace;
import io.weir.codec.element.ElementType;
import io.weir.codec.element.InformationElement;
import io.weir.codec.element.InformationElements;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowFieldTableTest {

    /** Fields that sFlow, a dissected packet, the session or what comes behind it fills. */
    private static final Set<FlowField> FILLED_ELSEWHERE =
            EnumSet.of(
                    FlowField.SAMPLING_SOURCE,
                    FlowField.TIME_ADJUSTMENT,
                    FlowField.CLIENT_EVIDENCE,
                    FlowField.TEMPLATE_ID,
                    FlowField.OUTPUT_INTERFACE_NAME,
                    FlowField.SAMPLE_POOL,
                    FlowField.SAMPLE_DROPS,
                    FlowField.EFFECTIVE_SAMPLING_INTERVAL,
                    FlowField.OUTPUT_INTERFACE_COUNT,
                    FlowField.ORIGINAL_RECORD,
                    FlowField.DATAGRAM_ROW,
                    FlowField.DUPLICATE_WAYS,
                    FlowField.OBSERVATION_POINTS);

    @TestFactory
    Stream<DynamicTest> fillsItsFieldFromEachSource() {
        List<DynamicTest> tests = new ArrayList<>();
        for (FlowField field : FlowField.values()) {
            for (FieldChoice choice : FlowFieldTable.builtIn().choices(field)) {
                for (FieldSource source : choice.sources()) {
                    String elements =
                            source.elements().stream()
                                    .map(element -> element.space().label() + ":" + element.name())
                                    .toList()
                                    .toString();
                    tests.add(
                            dynamicTest(
                                    field + " " + source.encoding() + elements,
                                    () -> assertFills(field, source)));
                }
            }
        }
        return tests.stream();
    }

    @Test
    void hasElementsForAllFieldsOfNetflowAndIpfix() {
        for (FlowField field : FlowField.values()) {
            if (!FILLED_ELSEWHERE.contains(field)) {
                assertThat(FlowFieldTable.builtIn().choices(field)).as(field.name()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BYTES octetDeltaCounter, no such element",
        "BYTES 9:octetDeltaCount, no such element",
        "BYTES applicationName, string",
        "SOURCE_ADDRESS octetDeltaCount, unsigned64",
        "USER_NAME sourceIPv4Address, ipv4Address",
        "TOS shifted(ipPrecedence), encoding",
        "'TOS dscp(ipPrecedence,ipPrecedence)', encoding",
        "NO_SUCH_FIELD octetDeltaCount, NO_SUCH_FIELD"
    })
    void refusesWhatDoesNotFit(String line, String inMessage) {
        assertThatThrownBy(() -> new FlowFieldTable(line, InformationElements.builtIn()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(inMessage);
    }

    private static void assertFills(FlowField field, FieldSource source)
            throws MalformedDatagramException {
        boolean netflow =
                source.encoding() == FieldEncoding.UPTIME
                        || source.elements().get(0).space().equals(ElementSpace.NETFLOW_V9);
        TemplateFormat format = netflow ? TemplateFormat.NETFLOW_V9 : TemplateFormat.IPFIX;
        List<TemplateField> fields = new ArrayList<>();
        if (source.encoding().derivedFrom() == FlowField.START_MILLIS) {
            fields.add(new TemplateField(0, 152, 8));
        } else if (source.encoding().derivedFrom() == FlowField.END_MILLIS) {
            fields.add(new TemplateField(0, 153, 8));
        }
        for (InformationElement element : source.elements()) {
            long enterprise = Math.max(0, element.space().number());
            fields.add(new TemplateField(enterprise, element.id(), length(element, source)));
        }
        Template template = new Template(256, false, 0, fields);
        // A header is before each record.
        byte[] message = new byte[20 + template.minimumRecordLength()];
        Arrays.fill(message, (byte) 1);

        FlowBatch batch = new FlowBatch();
        batch.setPayload(message);
        DecodingPlan.compile(template, format).decode(message, 20, message.length, 1, 1, batch);

        assertThat(batch.size()).isEqualTo(1);
        FlowField filled = placeAlone(field, netflow);
        assertThat(batch.has(filled, 0)).isTrue();
    }

    /** Of the elements that mean something else where no others are beside them. */
    private static FlowField placeAlone(FlowField field, boolean netflow) {
        return field == FlowField.OUT_BYTES && netflow ? FlowField.BYTES : field;
    }

    private static int length(InformationElement element, FieldSource source) {
        if (source.encoding() == FieldEncoding.ENTERPRISE_APPLICATION) {
            return 2;
        }
        return switch (element.type()) {
            case UNSIGNED_8 -> 1;
            case UNSIGNED_16 -> 2;
            case UNSIGNED_32, IPV4_ADDRESS, DATE_TIME_SECONDS -> 4;
            case MAC_ADDRESS -> 6;
            case IPV6_ADDRESS -> 16;
            case STRING, OCTET_ARRAY -> 3;
            default -> element.type() == ElementType.BOOLEAN ? 1 : 8;
        };
    }
}
