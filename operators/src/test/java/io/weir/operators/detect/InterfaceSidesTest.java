package io.weir.operators.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.Flows;
import io.weir.operators.detect.InterfaceSides.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterfaceSidesTest {

    private static final int EXPORTERS = 2_000;

    /** So many that some are not at hand when their turn comes. */
    private static final int[] INTERFACES = {0x7, 0x17, 0x10007};

    private final InterfaceSides sides = new InterfaceSides(List.of());

    @Test
    void interfacesOfManyExportersAreToldApart() {
        for (int round = 0; round < InterfaceSides.LEAST_FLOWS; round++) {
            for (int exporter = 0; exporter < EXPORTERS; exporter++) {
                sides.begin(ofExporter(exporter));
                for (int i = 0; i < INTERFACES.length; i++) {
                    sides.left(INTERFACES[i], /* isIpv4= */ true, isInward(exporter, i));
                }
                sides.end();
            }
        }

        for (int exporter = 0; exporter < EXPORTERS; exporter++) {
            sides.begin(ofExporter(exporter));
            for (int i = 0; i < INTERFACES.length; i++) {
                assertThat(sides.of(INTERFACES[i], /* isIpv4= */ true))
                        .isEqualTo(isInward(exporter, i) ? Side.INSIDE : Side.OUTSIDE);
                assertThat(sides.of(INTERFACES[i], /* isIpv4= */ false)).isEqualTo(Side.UNKNOWN);
            }
            sides.end();
        }
    }

    @Test
    void theOperatorsWordCountsForAllInterfacesOfAnExporter() {
        InterfaceSides said = new InterfaceSides(List.of(new ExporterInterface("192.0.2.1", 7)));
        FlowBatch batch = Flows.from("192.0.2.1", 0).batch();
        for (int round = 0; round < 2 * InterfaceSides.LEAST_FLOWS; round++) {
            said.begin(batch);
            said.left(7, /* isIpv4= */ true, /* toInside= */ true);
            said.left(8, /* isIpv4= */ true, /* toInside= */ false);
            assertThat(said.of(7, /* isIpv4= */ true)).isEqualTo(Side.OUTSIDE);
            assertThat(said.of(8, /* isIpv4= */ true)).isEqualTo(Side.INSIDE);
            said.end();
        }
    }

    @Test
    void ofExportersWithManyBatchesOneIn16IsLearnedFrom() {
        FlowBatch batch = ofExporter(1);
        int learned = 0;
        for (int number = 0; number < 512; number++) {
            sides.begin(batch);
            learned += sides.isLearned() ? 1 : 0;
            assertThat(sides.isLearned()).isEqualTo(number < 256 || number % 16 == 0);
            sides.end();
        }
        assertThat(learned).isEqualTo(256 + 16);
    }

    private static boolean isInward(int exporter, int at) {
        return (exporter + at) % 2 == 0;
    }

    private static FlowBatch ofExporter(int number) {
        return Flows.from("10.1." + number / 250 + "." + number % 250, 0).batch();
    }
}
