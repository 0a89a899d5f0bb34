package io.weir.job.elasticsearch.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class SpillFormatTest {

    @Property(tries = 200)
    void readsWhatItWrote(
            @ForAll @AlphaChars @StringLength(max = 200) String text,
            @ForAll @IntRange(min = 1, max = 50) int documents)
            throws IOException {
        Bulk bulk = TestBulks.of(text, documents);

        byte[] file = written(bulk);
        Bulk read = SpillFormat.read(file);

        assertThat(file).hasSize(Math.toIntExact(SpillFormat.length(bulk)));
        assertThat(read.body()).isEqualTo(bulk.body());
        assertThat(read.starts()).isEqualTo(bulk.starts());
    }

    @Property
    void noticesEachCut(@ForAll @IntRange(min = 0, max = 1_000_000) int cut) throws IOException {
        byte[] file = written(TestBulks.of("cut", 20));

        assertDamaged(Arrays.copyOf(file, cut % file.length));
    }

    @Property
    void noticesWhatIsBehindIt(@ForAll @IntRange(min = 1, max = 5_000) int more)
            throws IOException {
        byte[] file = written(TestBulks.of("more", 2));

        assertDamaged(Arrays.copyOf(file, file.length + more));
    }

    @Property
    void noticesEachFlippedBit(@ForAll @IntRange(min = 0, max = 100_000_000) int bit)
            throws IOException {
        byte[] file = written(TestBulks.of("bit", 20));
        int flipped = bit % (8 * file.length);
        file[flipped / 8] ^= (byte) (1 << flipped % 8);

        assertDamaged(file);
    }

    @Property
    void neverTakesAnyOctets(@ForAll byte[] octets) {
        assertDamaged(octets);
    }

    @Example
    void tellsThatALaterVersionWroteIt() {
        byte[] request = {1, 2, 3};
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(8).putInt(2).putInt(request.length).flip());
        checksum.update(request);
        byte[] file =
                ByteBuffer.allocate(SpillFormat.HEADER_BYTES + request.length)
                        .putInt(0x57454952)
                        .putInt(2)
                        .putInt((int) checksum.getValue())
                        .putInt(request.length)
                        .put(request)
                        .array();

        assertThatThrownBy(() -> SpillFormat.read(file))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(DamagedSpillException.class)
                .hasMessageContaining("format version 2");
    }

    private static void assertDamaged(byte[] file) {
        assertThatThrownBy(() -> SpillFormat.read(file)).isInstanceOf(DamagedSpillException.class);
    }

    private static byte[] written(Bulk bulk) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        SpillFormat.write(bulk, file);
        return file.toByteArray();
    }
}
