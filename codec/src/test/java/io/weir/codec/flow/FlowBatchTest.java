package io.weir.codec.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlowBatchTest {

    private static final int MORE_THAN_THE_INITIAL_CAPACITY = 1_000;

    private final FlowBatch batch = new FlowBatch();

    @Test
    void appendsRowsWithoutFields() {
        assertThat(batch.append(2)).isZero();
        assertThat(batch.append(3)).isEqualTo(2);
        assertThat(batch.append(0)).isEqualTo(5);

        assertThat(batch.size()).isEqualTo(5);
        for (FlowField field : FlowField.values()) {
            assertThat(batch.has(field, 4)).isFalse();
            assertThat(batch.getOr(field, 4, -1)).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsEachFieldApart(FlowField field) {
        batch.append(2);

        batch.set(field, 1, 42);

        assertThat(batch.get(field, 1)).isEqualTo(42);
        assertThat(batch.has(field, 0)).isFalse();
        for (FlowField other : FlowField.values()) {
            assertThat(batch.has(other, 1)).isEqualTo(other == field);
        }
    }

    @Test
    void holdsAddresses() {
        IpAddress address = new IpAddress(0x20010db8_00000000L, 1);
        batch.append(2);

        batch.setAddress(FlowField.NEXT_HOP, 1, address.high(), address.low());

        assertThat(batch.address(FlowField.NEXT_HOP, 0)).isNull();
        assertThat(batch.address(FlowField.NEXT_HOP, 1)).isEqualTo(address);
        assertThat(batch.getHigh(FlowField.NEXT_HOP, 1)).isEqualTo(address.high());
    }

    @Test
    void retainsSomeRowsWithAllTheyHave() {
        batch.append(5);
        for (int row = 0; row < 5; row++) {
            batch.set(FlowField.BYTES, row, 100 + row);
            if (row % 2 == 0) {
                batch.setAddress(FlowField.ORIGINAL_EXPORTER, row, row, -row);
            }
        }

        batch.retain(new int[] {1, 4, 99}, 2);

        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.get(FlowField.BYTES, 0)).isEqualTo(101);
        assertThat(batch.has(FlowField.ORIGINAL_EXPORTER, 0)).isFalse();
        assertThat(batch.get(FlowField.BYTES, 1)).isEqualTo(104);
        assertThat(batch.address(FlowField.ORIGINAL_EXPORTER, 1)).isEqualTo(new IpAddress(4, -4));
    }

    @Test
    void takesSomeRowsOfAnotherWithAllTheyHave() {
        FlowBatch from = new FlowBatch();
        from.setOrigin(1, 2, 3, 4);
        from.setHeader(ExportProtocol.IPFIX, 5, 6, 7);
        from.setClockSkew(8);
        from.setPayload("..guest..".getBytes(UTF_8));
        from.append(3);
        for (int row = 0; row < 3; row++) {
            from.set(FlowField.BYTES, row, 100 + row);
        }
        from.setAddress(FlowField.NEXT_HOP, 1, 9, 10);
        from.setSlice(FlowField.USER_NAME, 2, 2, 5);
        from.set(FlowField.VRF_NAME, 2, from.append("blue".getBytes(UTF_8)));
        batch.append(MORE_THAN_THE_INITIAL_CAPACITY);
        batch.set(FlowField.PACKETS, 0, 1);

        batch.take(from, new int[] {2, 1, 99}, 2);

        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.protocol()).isEqualTo(ExportProtocol.IPFIX);
        assertThat(batch.exporter()).isEqualTo(new IpAddress(1, 2));
        assertThat(batch.exporterPort()).isEqualTo(3);
        assertThat(batch.receivedMillis()).isEqualTo(4);
        assertThat(batch.domain()).isEqualTo(5);
        assertThat(batch.sequence()).isEqualTo(6);
        assertThat(batch.exportMillis()).isEqualTo(7);
        assertThat(batch.clockSkewMillis()).isEqualTo(8);
        assertThat(batch.get(FlowField.BYTES, 0)).isEqualTo(102);
        assertThat(batch.has(FlowField.PACKETS, 0)).isFalse();
        assertThat(batch.has(FlowField.NEXT_HOP, 0)).isFalse();
        assertThat(batch.text(FlowField.USER_NAME, 0)).isEqualTo("guest");
        assertThat(batch.text(FlowField.VRF_NAME, 0)).isEqualTo("blue");
        assertThat(batch.get(FlowField.BYTES, 1)).isEqualTo(101);
        assertThat(batch.address(FlowField.NEXT_HOP, 1)).isEqualTo(new IpAddress(9, 10));
        assertThat(batch.text(FlowField.USER_NAME, 1)).isNull();
    }

    @Test
    void takesOnlyWhatIsPointedAt() {
        FlowBatch from = new FlowBatch();
        from.setPayload(new byte[1_400]);
        from.append(2);
        from.setSlice(FlowField.USER_NAME, 0, 0, 1_000);
        from.setSlice(FlowField.USER_NAME, 1, 1_000, 5);

        batch.take(from, new int[] {1}, 1);

        assertThat(batch.payload()).isEmpty();
        assertThat(batch.appendedLength()).isEqualTo(5);
    }

    @Test
    void retainsNothing() {
        batch.append(5);

        batch.retain(new int[0], 0);

        assertThat(batch.size()).isZero();
    }

    @Test
    void keepsValuesWhenItGrows() {
        for (int row = 0; row < MORE_THAN_THE_INITIAL_CAPACITY; row++) {
            batch.append(1);
            batch.set(FlowField.BYTES, row, row);
            batch.setAddress(FlowField.SOURCE_ADDRESS, row, row, 2L * row);
        }

        for (int row = 0; row < MORE_THAN_THE_INITIAL_CAPACITY; row++) {
            assertThat(batch.get(FlowField.BYTES, row)).isEqualTo(row);
            assertThat(batch.address(FlowField.SOURCE_ADDRESS, row))
                    .isEqualTo(new IpAddress(row, 2L * row));
        }
    }

    @Test
    void marksRowsFromToExclusively() {
        batch.append(4);

        batch.markPresent(FlowField.VLAN, 1, 3);
        batch.markAbsent(FlowField.VLAN, 2);

        assertThat(batch.has(FlowField.VLAN, 0)).isFalse();
        assertThat(batch.has(FlowField.VLAN, 1)).isTrue();
        assertThat(batch.has(FlowField.VLAN, 2)).isFalse();
        assertThat(batch.has(FlowField.VLAN, 3)).isFalse();
    }

    @Test
    void forgetsWhatWasThereBeforeItWasCleared() {
        batch.append(1);
        batch.set(FlowField.BYTES, 0, 42);

        batch.clear();

        assertThat(batch.size()).isZero();
        batch.append(1);
        assertThat(batch.has(FlowField.BYTES, 0)).isFalse();
    }

    @Test
    void dropsTheRowsFromTheNewSizeOn() {
        batch.append(3);
        batch.set(FlowField.BYTES, 0, 1);
        batch.set(FlowField.BYTES, 2, 3);

        batch.truncate(1);

        assertThat(batch.size()).isEqualTo(1);
        batch.append(2);
        assertThat(batch.get(FlowField.BYTES, 0)).isEqualTo(1);
        assertThat(batch.has(FlowField.BYTES, 2)).isFalse();
        assertThatThrownBy(() -> batch.truncate(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> batch.truncate(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void copiesEverythingAndSharesNothing() {
        batch.setOrigin(1, 2, 50_000, 3);
        batch.setHeader(ExportProtocol.IPFIX, 4, 5, 6);
        batch.append(40);
        batch.set(FlowField.BYTES, 39, 42);
        batch.setAddress(FlowField.SOURCE_ADDRESS, 39, 7, 8);

        FlowBatch copy = batch.copy();
        batch.set(FlowField.BYTES, 39, 0);
        batch.markAbsent(FlowField.SOURCE_ADDRESS, 39);
        batch.clear();

        assertThat(copy.exporter()).isEqualTo(new IpAddress(1, 2));
        assertThat(copy.exporterHigh()).isEqualTo(1);
        assertThat(copy.exporterLow()).isEqualTo(2);
        assertThat(copy.exporterPort()).isEqualTo(50_000);
        assertThat(copy.receivedMillis()).isEqualTo(3);
        assertThat(copy.protocol()).isEqualTo(ExportProtocol.IPFIX);
        assertThat(copy.domain()).isEqualTo(4);
        assertThat(copy.sequence()).isEqualTo(5);
        assertThat(copy.exportMillis()).isEqualTo(6);
        assertThat(copy.size()).isEqualTo(40);
        assertThat(copy.get(FlowField.BYTES, 39)).isEqualTo(42);
        assertThat(copy.has(FlowField.BYTES, 38)).isFalse();
        assertThat(copy.address(FlowField.SOURCE_ADDRESS, 39)).isEqualTo(new IpAddress(7, 8));
    }

    @Test
    void saysWhichFieldsAreThereInBits() {
        batch.append(1);
        batch.set(FlowField.DESTINATION_ADDRESS, 0, 1);
        batch.set(FlowField.NEXT_HOP, 0, 1);

        assertThat(batch.presence(0)[0]).isEqualTo(0b110);
    }
}
