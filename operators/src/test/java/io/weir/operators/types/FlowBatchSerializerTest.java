package io.weir.operators.types;

import static io.weir.operators.Flows.address;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.flow.FlowField.Shape;
import io.weir.operators.Flows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.junit.jupiter.api.Test;

class FlowBatchSerializerTest {

    private final FlowBatchSerializer serializer = FlowBatchSerializer.INSTANCE;

    @Test
    void keepsTheContract() {
        SerializerContract.check(serializer, mixedBatch(), FlowBatchSerializerTest::content);
    }

    @Test
    void writesAnEmptyBatch() {
        SerializerContract.check(serializer, new FlowBatch(), FlowBatchSerializerTest::content);
    }

    @Test
    void writesEveryField() {
        Flows flows = Flows.receivedAt(5).flow();
        for (FlowField field : FlowField.values()) {
            if (field.shape() == Shape.ADDRESS) {
                flows.batch().setAddress(field, 0, -1 - field.index(), 1L << field.index());
            } else {
                flows.with(field, Long.MIN_VALUE + field.index());
            }
        }

        FlowBatch read = roundTrip(flows.batch());

        assertThat(content(read)).isEqualTo(content(flows.batch()));
        for (FlowField field : FlowField.values()) {
            assertThat(read.has(field, 0)).as(field.name()).isTrue();
        }
    }

    @Test
    void keepsWhichFlowHasWhichField() {
        FlowBatch read = roundTrip(mixedBatch());

        assertThat(read.has(FlowField.SOURCE_ADDRESS, 0)).isTrue();
        assertThat(read.has(FlowField.BYTES, 0)).isFalse();
        assertThat(read.has(FlowField.SOURCE_ADDRESS, 1)).isFalse();
        assertThat(read.get(FlowField.BYTES, 1)).isEqualTo(77);
        assertThat(read.address(FlowField.SOURCE_ADDRESS, 0)).isEqualTo(address("2001:db8::7"));
    }

    @Test
    void keepsTheHeader() {
        FlowBatch batch = mixedBatch();
        batch.setOrigin(1, 2, 65_535, 1_700_000_000_000L);
        batch.setHeader(ExportProtocol.IPFIX, 0xffff_ffffL, 0xffff_fffeL, 1_600_000_000_000L);

        FlowBatch read = roundTrip(batch);

        assertThat(read.protocol()).isEqualTo(ExportProtocol.IPFIX);
        assertThat(read.exporter()).isEqualTo(new IpAddress(1, 2));
        assertThat(read.exporterPort()).isEqualTo(65_535);
        assertThat(read.domain()).isEqualTo(0xffff_ffffL);
        assertThat(read.sequence()).isEqualTo(0xffff_fffeL);
        assertThat(read.exportMillis()).isEqualTo(1_600_000_000_000L);
        assertThat(read.receivedMillis()).isEqualTo(1_700_000_000_000L);
    }

    @Test
    void carriesTheDatagramThatSlicesPointInto() {
        FlowBatch batch = mixedBatch();
        batch.setPayload("..guest..".getBytes(UTF_8));
        batch.setSlice(FlowField.USER_NAME, 1, 2, 5);

        assertThat(roundTrip(batch).text(FlowField.USER_NAME, 1)).isEqualTo("guest");
    }

    @Test
    void readsVersion1WhichHasNoDatagram() throws IOException {
        byte[] current = SerializerContract.bytes(serializer, mixedBatch());
        int skew = 52;
        int payloadLength = skew + Long.BYTES + Integer.BYTES;
        ByteArrayOutputStream version1 = new ByteArrayOutputStream();
        version1.write(1);
        version1.write(current, 1, skew - 1);
        version1.write(current, skew + Long.BYTES, Integer.BYTES);
        version1.write(current, payloadLength + 4, current.length - payloadLength - 4);

        FlowBatch read = SerializerContract.value(serializer, version1.toByteArray());

        assertThat(content(read)).isEqualTo(content(mixedBatch()));
    }

    @Test
    void readsVersion2WhichHasNoClockSkew() throws IOException {
        byte[] current = SerializerContract.bytes(serializer, mixedBatch());
        int skew = 52;
        ByteArrayOutputStream version2 = new ByteArrayOutputStream();
        version2.write(2);
        version2.write(current, 1, skew - 1);
        version2.write(current, skew + Long.BYTES, current.length - skew - Long.BYTES);

        FlowBatch read = SerializerContract.value(serializer, version2.toByteArray());

        assertThat(content(read)).isEqualTo(content(mixedBatch()));
        assertThat(read.clockSkewMillis()).isZero();
    }

    @Test
    void carriesTheClockSkewAndAppendedText() {
        FlowBatch batch = mixedBatch();
        batch.setPayload("..guest..".getBytes(UTF_8));
        batch.setClockSkew(-3_600_000);
        batch.setSlice(FlowField.USER_NAME, 0, 2, 5);
        batch.set(FlowField.VRF_NAME, 0, batch.append("blue".getBytes(UTF_8)));
        batch.set(FlowField.VRF_NAME, 1, batch.append("red".getBytes(UTF_8)));

        FlowBatch read = roundTrip(batch);

        assertThat(read.clockSkewMillis()).isEqualTo(-3_600_000);
        assertThat(read.text(FlowField.USER_NAME, 0)).isEqualTo("guest");
        assertThat(read.text(FlowField.VRF_NAME, 0)).isEqualTo("blue");
        assertThat(read.text(FlowField.VRF_NAME, 1)).isEqualTo("red");
        assertThat(batch.copy().text(FlowField.VRF_NAME, 1)).isEqualTo("red");
    }

    @Test
    void leavesTheDatagramBehindThatNothingPointsInto() {
        FlowBatch batch = mixedBatch();
        batch.setPayload(new byte[1_400]);

        assertThat(roundTrip(batch).payload()).isEmpty();
    }

    @Test
    void leavesNothingOfABiggerBatchThatWasThereBefore() throws IOException {
        Flows before = Flows.receivedAt(1);
        for (int row = 0; row < 200; row++) {
            before.flow().source("10.0.0.1").tcp(Flows.SYN, 22).bytes(row).packets(row);
        }
        FlowBatch reused = before.batch();

        byte[] bytes = SerializerContract.bytes(serializer, mixedBatch());
        FlowBatch read = serializer.deserialize(reused, new DataInputDeserializer(bytes));

        assertThat(read).isSameAs(reused);
        assertThat(content(read)).isEqualTo(content(mixedBatch()));
    }

    @Test
    void copySharesNothing() {
        FlowBatch batch = mixedBatch();
        FlowBatch copy = serializer.copy(batch);

        batch.set(FlowField.BYTES, 1, 1);
        batch.setAddress(FlowField.SOURCE_ADDRESS, 0, 0, 0);
        batch.append(1);

        assertThat(content(copy)).isEqualTo(content(mixedBatch()));
    }

    private static FlowBatch mixedBatch() {
        return Flows.from("2001:db8::1", 42)
                .flow()
                .source("2001:db8::7")
                .with(FlowField.SOURCE_PORT, 0)
                .flow()
                .destination("10.1.2.3")
                .bytes(77)
                .flow()
                .batch();
    }

    private FlowBatch roundTrip(FlowBatch batch) {
        return SerializerContract.value(serializer, SerializerContract.bytes(serializer, batch));
    }

    /** Header, and by row the fields that are present. */
    private static Object content(FlowBatch batch) {
        List<Object> content = new ArrayList<>();
        content.add(batch.protocol());
        content.add(batch.exporter());
        content.add(batch.exporterPort());
        content.add(List.of(batch.domain(), batch.sequence()));
        content.add(List.of(batch.exportMillis(), batch.receivedMillis()));
        for (int row = 0; row < batch.size(); row++) {
            Map<FlowField, Object> fields = new TreeMap<>();
            for (FlowField field : FlowField.values()) {
                if (batch.has(field, row)) {
                    boolean isAddress = field.shape() == Shape.ADDRESS;
                    fields.put(
                            field,
                            isAddress ? batch.address(field, row) : (Object) batch.get(field, row));
                }
            }
            content.add(fields);
        }
        return content;
    }
}
