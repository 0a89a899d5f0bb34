package io.weir.operators.enrich.ids;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.Flows;
import java.util.Base64;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.openhft.hashing.LongTupleHashFunction;
import org.junit.jupiter.api.Test;

class FlowIdsTest {

    private final FlowIds ids = new FlowIds();

    /** The specification's value for no octets at all and seed 0. */
    @Test
    void isMadeWithXxh3() {
        long[] hash = LongTupleHashFunction.xx128().hashBytes(new byte[0]);

        assertThat(hash).containsExactly(0x6001_c324_468d_497fL, 0x99aa_06d3_0147_98d8L);
    }

    /** Documents have these ids: they must be the same in every version. */
    @Test
    void staysAsItIsInDocuments() {
        assertThat(record(batch(), 0)).isEqualTo("MoBel3CY2d8RZZSK2iLGYQ");
        assertThat(conversation("10.0.0.1", 50_000, "10.0.0.2", 443))
                .isEqualTo("Vq2uOe_tnhr3S9DLPwalVQ");
    }

    @Test
    void isTheSameForARecordThatIsReadAgain() {
        FlowBatch again = batch();
        again.setOrigin(again.exporterHigh(), again.exporterLow(), again.exporterPort(), 99);
        again.setClockSkew(5_000);
        again.set(FlowField.START_MILLIS, 0, 5);
        again.set(FlowField.SAMPLING_INTERVAL, 0, 100);
        again.set(FlowField.BYTES, 0, 1);

        assertThat(record(again, 0)).isEqualTo(record(batch(), 0));
    }

    @Test
    void isAnotherForAnotherRecord() {
        Set<String> seen = new HashSet<>();
        seen.add(record(batch(), 0));
        assertThat(seen.add(record(batch(), 1))).isTrue();
        for (FlowField field :
                new FlowField[] {FlowField.SOURCE_PORT, FlowField.VLAN, FlowField.NAT_EVENT}) {
            FlowBatch zero = batch();
            zero.set(field, 0, 0);
            assertThat(seen.add(record(zero, 0))).as(field + " 0").isTrue();
            FlowBatch one = batch();
            one.set(field, 0, 1);
            assertThat(seen.add(record(one, 0))).as(field + " 1").isTrue();
        }
        FlowBatch next = batch();
        next.setHeader(ExportProtocol.IPFIX, 7, 1_001, 1_780_000_000_000L);
        assertThat(seen.add(record(next, 0))).isTrue();
        FlowBatch otherDomain = batch();
        otherDomain.setHeader(ExportProtocol.IPFIX, 8, 1_000, 1_780_000_000_000L);
        assertThat(seen.add(record(otherDomain, 0))).isTrue();
        FlowBatch otherExporter = batch();
        otherExporter.setOrigin(0, IpAddress.mappedIpv4(9), 2_055, 0);
        assertThat(seen.add(record(otherExporter, 0))).isTrue();
    }

    @Test
    void isTheSameConversationInBothDirections() {
        assertThat(conversation("10.0.0.2", 443, "10.0.0.1", 50_000))
                .isEqualTo(conversation("10.0.0.1", 50_000, "10.0.0.2", 443));
        assertThat(conversation("10.0.0.1", 443, "10.0.0.1", 50_000))
                .isEqualTo(conversation("10.0.0.1", 50_000, "10.0.0.1", 443));
        assertThat(conversation("10.0.0.1", 443, "10.0.0.2", 50_000))
                .isNotEqualTo(conversation("10.0.0.1", 50_000, "10.0.0.2", 443));
        assertThat(conversation("2001:db8::ffff", 1, "10.0.0.2", 2))
                .isEqualTo(conversation("10.0.0.2", 2, "2001:db8::ffff", 1));
    }

    @Test
    void isWrittenAsUrlSafeBase64() {
        Random random = new Random(3);
        for (int i = 0; i < 1_000; i++) {
            long high = random.nextLong();
            long low = random.nextLong();
            byte[] octets = java.nio.ByteBuffer.allocate(16).putLong(high).putLong(low).array();

            assertThat(text(high, low))
                    .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
        }
    }

    private static FlowBatch batch() {
        FlowBatch batch =
                Flows.receivedAt(1_780_000_000_500L)
                        .flow()
                        .source("10.0.0.1")
                        .destination("10.0.0.2")
                        .tcp(Flows.SYN, 443)
                        .bytes(100)
                        .flow()
                        .source("10.0.0.1")
                        .destination("10.0.0.2")
                        .tcp(Flows.SYN, 443)
                        .bytes(100)
                        .batch();
        batch.setOrigin(0, IpAddress.mappedIpv4(1), 2_055, 1_780_000_000_500L);
        batch.setHeader(ExportProtocol.IPFIX, 7, 1_000, 1_780_000_000_000L);
        return batch;
    }

    private String record(FlowBatch batch, int row) {
        ids.record(batch, row);
        return text(ids.high(), ids.low());
    }

    private String conversation(String from, int port, String to, int otherPort) {
        IpAddress a = Flows.address(from);
        IpAddress b = Flows.address(to);
        ids.conversation(a.high(), a.low(), b.high(), b.low(), 6, port, otherPort);
        return text(ids.high(), ids.low());
    }

    private static String text(long high, long low) {
        byte[] text = new byte[IdText.LENGTH];
        IdText.write(high, low, text, 0);
        return new String(text, US_ASCII);
    }
}
