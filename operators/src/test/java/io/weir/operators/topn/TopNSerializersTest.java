package io.weir.operators.topn;

import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.topn.TopNSerializers.BucketTopSerializer;
import io.weir.operators.topn.TopNSerializers.TalkerPartSerializer;
import io.weir.operators.topn.TopNSerializers.TalkerSerializer;
import io.weir.operators.topn.TopNSerializers.TopTalkersSerializer;
import io.weir.operators.topn.TopNSerializers.WindowBucketSerializer;
import io.weir.operators.types.SerializerContract;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The constants are what lies in savepoints of version 1: they must not change. */
class TopNSerializersTest {

    private static final String ADDRESS = "0100000000000000000000ffff0a000001";

    private static final Talker TALKER = new Talker(address("10.0.0.1"), 0x1234, 2, 1);
    private static final String TALKER_1 =
            "01" + "01" + ADDRESS + "0000000000001234" + "0000000000000002" + "0000000000000001";

    private static final Talker ALL = new Talker(null, Long.MAX_VALUE, 3, 2);
    private static final String ALL_1 =
            "01" + "00" + "7fffffffffffffff" + "0000000000000003" + "0000000000000002";

    private static final WindowBucket BUCKET = new WindowBucket(1_700_000_040_000L, 63);
    private static final String BUCKET_1 = "01" + "0000018bcfe60440" + "0000003f";

    private static final BucketTop BUCKET_TOP = new BucketTop(BUCKET, List.of(TALKER), ALL);
    private static final String BUCKET_TOP_1 = "01" + BUCKET_1 + "00000001" + TALKER_1 + ALL_1;

    @Test
    void keepTheContract() {
        SerializerContract.check(TalkerSerializer.INSTANCE, TALKER);
        SerializerContract.check(TalkerSerializer.INSTANCE, ALL);
        SerializerContract.check(WindowBucketSerializer.INSTANCE, BUCKET);
        SerializerContract.check(
                TalkerPartSerializer.INSTANCE,
                new TalkerPart(-60_000, address("2001:db8::1"), 7, 8, 9));
        SerializerContract.check(BucketTopSerializer.INSTANCE, BUCKET_TOP);
        SerializerContract.check(
                BucketTopSerializer.INSTANCE, new BucketTop(BUCKET, List.of(), ALL));
        SerializerContract.check(
                TopTalkersSerializer.INSTANCE,
                new TopTalkers(0, 60_000, List.of(TALKER, TALKER), ALL, 17, true));
    }

    @Test
    void talkersHaveTheBytesOfVersion1() {
        assertThat(SerializerContract.hex(TalkerSerializer.INSTANCE, TALKER)).isEqualTo(TALKER_1);
        assertThat(SerializerContract.ofHex(TalkerSerializer.INSTANCE, TALKER_1)).isEqualTo(TALKER);
        assertThat(SerializerContract.hex(TalkerSerializer.INSTANCE, ALL)).isEqualTo(ALL_1);
        assertThat(SerializerContract.ofHex(TalkerSerializer.INSTANCE, ALL_1)).isEqualTo(ALL);
    }

    @Test
    void windowBucketsHaveTheBytesOfVersion1() {
        assertThat(SerializerContract.hex(WindowBucketSerializer.INSTANCE, BUCKET))
                .isEqualTo(BUCKET_1);
        assertThat(SerializerContract.ofHex(WindowBucketSerializer.INSTANCE, BUCKET_1))
                .isEqualTo(BUCKET);
    }

    @Test
    void bucketTopsHaveTheBytesOfVersion1() {
        assertThat(SerializerContract.hex(BucketTopSerializer.INSTANCE, BUCKET_TOP))
                .isEqualTo(BUCKET_TOP_1);
        assertThat(SerializerContract.ofHex(BucketTopSerializer.INSTANCE, BUCKET_TOP_1))
                .isEqualTo(BUCKET_TOP);
    }

    /** Buckets are keys of state: an address must stay in its bucket for ever. */
    @Test
    void addressesStayInTheirBuckets() {
        assertThat(bucketOf("10.0.0.1")).isEqualTo(54);
        assertThat(bucketOf("192.0.2.77")).isEqualTo(8);
        assertThat(bucketOf("2001:db8::1")).isEqualTo(30);
    }

    @Test
    void addressesOfASubnetSpreadOverTheBuckets() {
        int[] hosts = new int[TalkerPart.BUCKETS];
        for (int i = 0; i < 1 << 16; i++) {
            hosts[bucketOf("10.1." + (i >> 8) + "." + (i & 0xff))]++;
        }

        for (int count : hosts) {
            assertThat(count).isBetween(512, 2_048);
        }
    }

    private static int bucketOf(String host) {
        return new TalkerPart(0, address(host), 0, 0, 0).bucket().bucket();
    }
}
