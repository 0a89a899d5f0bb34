package io.weir.codec.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import org.junit.jupiter.api.Test;

/** Fields of one kind that lie side by side are read in pairs. */
class AdjacentFieldsTest {

    private static final long EXPORT_SECONDS = 1_700_000_000L;
    private static final TemplateField SOURCE_PORT = TemplateField.iana(7, 2);
    private static final TemplateField DESTINATION_PORT = TemplateField.iana(11, 2);

    private final SessionUnderTest session = new SessionUnderTest();

    @Test
    void decodesDestinationBeforeSource() {
        TemplateDefinition template = TemplateDefinition.of(256, DESTINATION_PORT, SOURCE_PORT);
        FlowBatch batch =
                session.receive(
                        new IpfixWriter(1)
                                .begin(EXPORT_SECONDS)
                                .template(template)
                                .data(
                                        template,
                                        to -> to.uint16(0xfedc).uint16(0x0102),
                                        to -> to.uint16(443).uint16(0xffff))
                                .toBytes());

        assertThat(batch.get(FlowField.DESTINATION_PORT, 0)).isEqualTo(0xfedc);
        assertThat(batch.get(FlowField.SOURCE_PORT, 0)).isEqualTo(0x0102);
        assertThat(batch.get(FlowField.DESTINATION_PORT, 1)).isEqualTo(443);
        assertThat(batch.get(FlowField.SOURCE_PORT, 1)).isEqualTo(0xffff);
    }

    @Test
    void decodesThreeOfOneKind() {
        TemplateDefinition template =
                TemplateDefinition.of(
                        256, SOURCE_PORT, DESTINATION_PORT, TemplateField.iana(58, 2));
        FlowBatch batch =
                session.receive(
                        new IpfixWriter(1)
                                .begin(EXPORT_SECONDS)
                                .template(template)
                                .data(template, to -> to.uint16(1).uint16(0xffff).uint16(3))
                                .toBytes());

        assertThat(batch.get(FlowField.SOURCE_PORT, 0)).isEqualTo(1);
        assertThat(batch.get(FlowField.DESTINATION_PORT, 0)).isEqualTo(0xffff);
        assertThat(batch.get(FlowField.VLAN, 0)).isEqualTo(3);
    }

    @Test
    void keepsNeighboursOfOtherKindsApart() {
        TemplateDefinition template =
                TemplateDefinition.of(
                        256,
                        TemplateField.iana(8, 4),
                        TemplateField.iana(10, 4),
                        TemplateField.iana(14, 4),
                        TemplateField.iana(12, 4));
        FlowBatch batch =
                session.receive(
                        new IpfixWriter(1)
                                .begin(EXPORT_SECONDS)
                                .template(template)
                                .data(
                                        template,
                                        to ->
                                                to.uint32(0xffff_fffeL)
                                                        .uint32(0xffff_ffffL)
                                                        .uint32(7)
                                                        .uint32(0x0a00_0001L))
                                .toBytes());

        assertThat(batch.address(FlowField.SOURCE_ADDRESS, 0))
                .isEqualTo(IpAddress.ofIpv4(0xffff_fffeL));
        assertThat(batch.get(FlowField.INPUT_INTERFACE, 0)).isEqualTo(0xffff_ffffL);
        assertThat(batch.get(FlowField.OUTPUT_INTERFACE, 0)).isEqualTo(7);
        assertThat(batch.address(FlowField.DESTINATION_ADDRESS, 0))
                .isEqualTo(IpAddress.ofIpv4(0x0a00_0001L));
    }

    /** The uptime wrapped between the two packets: only the first lies before it. */
    @Test
    void decodesUptimesOnBothSidesOfAWrap() {
        TemplateDefinition template =
                TemplateDefinition.of(256, TemplateField.iana(22, 4), TemplateField.iana(21, 4));
        FlowBatch batch =
                session.receive(
                        new NetflowV9Writer(1)
                                .begin(EXPORT_SECONDS, 1_000)
                                .template(template)
                                .data(template, to -> to.uint32(0xffff_ffffL).uint32(999))
                                .toBytes());

        assertThat(batch.get(FlowField.START_MILLIS, 0)).isEqualTo(EXPORT_SECONDS * 1_000 - 1_001);
        assertThat(batch.get(FlowField.END_MILLIS, 0)).isEqualTo(EXPORT_SECONDS * 1_000 - 1);
    }
}
