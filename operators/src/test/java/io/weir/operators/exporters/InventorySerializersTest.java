package io.weir.operators.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.flow.ExportProtocol;
import io.weir.operators.exporters.InventorySerializers.ActivitySerializer;
import io.weir.operators.exporters.InventorySerializers.RowSerializer;
import io.weir.operators.types.SerializerContract;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The constant is what lies in savepoints of version 1: it must not change. */
class InventorySerializersTest {

    private static final ExporterActivity ACTIVITY =
            new ExporterActivity(
                    1,
                    2,
                    new Accounts(3, 4, 5, Map.of("x", 6L), Map.of()),
                    Set.of(ExportProtocol.NETFLOW_V9),
                    List.of(DomainActivity.of(ExportProtocol.NETFLOW_V9, 7, 8, 9, 10)),
                    Set.of(2055),
                    Map.of(0L, 11),
                    ExporterActivity.SKEW_UNKNOWN);

    private static final String ACTIVITY_1 =
            String.join(
                    "",
                    "01",
                    "0000000000000001" + "0000000000000002",
                    "0000000000000003" + "0000000000000004" + "0000000000000005",
                    "00000001" + "0278" + "0000000000000006",
                    "00000000",
                    "00000001" + "09",
                    "00000001" + "09" + "0000000000000007" + "0000000000000008",
                    "0000000000000009" + "000000000000000a" + "00",
                    "ffffffffffffffff" + "ffffffffffffffff",
                    "00000001" + "00000807",
                    "00000001" + "0000000000000000" + "0000000b",
                    "8000000000000000");

    @Test
    void keepTheContract() {
        SerializerContract.check(ActivitySerializer.INSTANCE, ACTIVITY);
        SerializerContract.check(ActivitySerializer.INSTANCE, ExporterActivity.NONE);
        SerializerContract.check(RowSerializer.INSTANCE, ExporterRow.first(ACTIVITY));
        SerializerContract.check(
                RowSerializer.INSTANCE,
                new ExporterRow(
                        1,
                        2,
                        true,
                        3,
                        ACTIVITY.accounts(),
                        60_000,
                        ACTIVITY,
                        4,
                        Map.of(
                                0,
                                new Reception(
                                        5,
                                        6,
                                        List.of(
                                                new Reception.Sequence(
                                                        ExportProtocol.IPFIX, 7, 8))))));
    }

    @Test
    void activitiesHaveTheBytesOfVersion1() {
        assertThat(SerializerContract.hex(ActivitySerializer.INSTANCE, ACTIVITY))
                .isEqualTo(ACTIVITY_1);
        assertThat(SerializerContract.ofHex(ActivitySerializer.INSTANCE, ACTIVITY_1))
                .isEqualTo(ACTIVITY);
    }
}
