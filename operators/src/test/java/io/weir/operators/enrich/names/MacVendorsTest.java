package io.weir.operators.enrich.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.operators.enrich.file.LineProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MacVendorsTest {

    private static final Path MANUF_OF_WIRESHARK = Path.of("/usr/share/wireshark/manuf");

    @TempDir Path directory;

    @Test
    void longestPrefixNamesTheVendor() throws IOException {
        MacVendors vendors =
                MacVendors.load(
                        file(
                                """
                                Registry,Assignment,Organization Name,Organization Address
                                MA-L,00000C,"Cisco Systems, Inc",170 West
                                MA-L,001BC5,IEEE Registration Authority,Piscataway
                                Registry,Assignment,Organization Name,Organization Address
                                MA-M,001BC50,Half,
                                MA-S,001BC5001,"The ""Small"" One",
                                """));

        assertThat(vendor(vendors, 0x00000c_123456L)).isEqualTo("Cisco Systems, Inc");
        assertThat(vendor(vendors, 0x001bc5_f00000L)).isEqualTo("IEEE Registration Authority");
        assertThat(vendor(vendors, 0x001bc5_0f0000L)).isEqualTo("Half");
        assertThat(vendor(vendors, 0x001bc5_001fffL)).isEqualTo("The \"Small\" One");
        assertThat(vendor(vendors, 0xfeffff_ffffffL)).isNull();
        assertThat(vendors.report().problems()).isZero();
    }

    @Test
    void linesOfWiresharkAreRead() throws IOException {
        MacVendors vendors =
                MacVendors.load(
                        file(
                                """
                                # comment
                                00:00:0C\tCisco\tCisco Systems, Inc
                                00-00-0D\tFIBRONICS
                                00:1B:C5:00:10:00/36\tSmall\tSmall One
                                0055DA0/28\tShort\tShort Ltd
                                """));

        assertThat(vendor(vendors, 0x00000c_000001L)).isEqualTo("Cisco Systems, Inc");
        assertThat(vendor(vendors, 0x00000d_000001L)).isEqualTo("FIBRONICS");
        assertThat(vendor(vendors, 0x001bc5_001abcL)).isEqualTo("Small One");
        assertThat(vendor(vendors, 0x0055da_0fffffL)).isEqualTo("Short Ltd");
        assertThat(vendor(vendors, 0x0055da_100000L)).isNull();
    }

    @Test
    void wrongLinesAreToldAndTheOthersTaken() throws IOException {
        MacVendors vendors =
                MacVendors.load(
                        file(
                                """
                                MA-L,00000C
                                MA-L,0000GC,Cisco,
                                MA-L,00000C1234,Cisco,
                                hello
                                00:00:0C/x\tCisco
                                00:00:0C/36\tCisco
                                MA-L,00000C,,
                                00:00:0D\tFIBRONICS
                                """));

        assertThat(vendor(vendors, 0x00000d_000001L)).isEqualTo("FIBRONICS");
        assertThat(vendors.report().entries()).isOne();
        assertThat(vendors.report().firstProblems())
                .containsExactly(
                        new LineProblem(1, "it has no name"),
                        new LineProblem(2, "'0000GC' is no start of a MAC address"),
                        new LineProblem(3, "a prefix has 24, 28 or 36 bits, not 40"),
                        new LineProblem(
                                4,
                                "it is a line neither of IEEE's CSV files nor of Wireshark's"
                                        + " manuf"),
                        new LineProblem(5, "'x' is no number of bits"),
                        new LineProblem(6, "'00000C' has fewer than 36 bits"),
                        new LineProblem(7, "it has no name"));
    }

    @Test
    void fileOfWiresharkIsReadWhole() throws IOException {
        assumeTrue(Files.exists(MANUF_OF_WIRESHARK), "needs the package libwireshark-data");

        MacVendors vendors = MacVendors.load(MANUF_OF_WIRESHARK);

        assertThat(vendors.report().problems()).isZero();
        assertThat(vendors.report().entries()).isGreaterThan(30_000);
        assertThat(vendor(vendors, 0x00000c_000000L)).startsWith("Cisco");
    }

    private static String vendor(MacVendors vendors, long mac) {
        return vendors.name(vendors.find(mac));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("vendors"), text);
    }
}
