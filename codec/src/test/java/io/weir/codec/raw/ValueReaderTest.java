package io.weir.codec.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.weir.codec.element.ElementType;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ValueReaderTest {

    static Stream<Arguments> values() {
        return Stream.of(
                // Any number of bytes from 1 to 8, whatever the type allows (RFC 7011 §6.2).
                arguments(ElementType.UNSIGNED_8, "ff", new RawValue.Unsigned(255)),
                arguments(ElementType.UNSIGNED_8, "00000100", new RawValue.Unsigned(256)),
                arguments(ElementType.UNSIGNED_64, "010203", new RawValue.Unsigned(0x010203)),
                arguments(ElementType.UNSIGNED_64, "ffffffffffffffff", new RawValue.Unsigned(-1)),
                arguments(ElementType.UNSIGNED_32, "ffffffff", new RawValue.Unsigned(0xffffffffL)),
                arguments(ElementType.SIGNED_8, "80", new RawValue.Signed(-128)),
                arguments(ElementType.SIGNED_32, "fffe", new RawValue.Signed(-2)),
                arguments(ElementType.SIGNED_64, "fffffd", new RawValue.Signed(-3)),
                arguments(ElementType.SIGNED_64, "7f", new RawValue.Signed(127)),
                arguments(ElementType.SIGNED_64, "8000000000000000", signed(Long.MIN_VALUE)),
                // A float64 may come as a float32 (§6.2), and no other way.
                arguments(ElementType.FLOAT_64, "3ff8000000000000", new RawValue.Float64(1.5)),
                arguments(ElementType.FLOAT_64, "3fc00000", new RawValue.Float32(1.5f)),
                arguments(ElementType.FLOAT_32, "3fc000", new RawValue.Text("3fc000")),
                arguments(ElementType.BOOLEAN, "01", new RawValue.Truth(true)),
                arguments(ElementType.BOOLEAN, "02", new RawValue.Truth(false)),
                arguments(ElementType.BOOLEAN, "00", new RawValue.Unsigned(0)),
                arguments(ElementType.MAC_ADDRESS, "00aabbccddff", text("00:aa:bb:cc:dd:ff")),
                arguments(ElementType.MAC_ADDRESS, "00aabbccddff0000", text("00aabbccddff0000")),
                arguments(ElementType.IPV4_ADDRESS, "c0000201", text("192.0.2.1")),
                arguments(ElementType.IPV4_ADDRESS, "c00002", text("c00002")),
                arguments(
                        ElementType.IPV6_ADDRESS,
                        "20010db8000000000000000000000001",
                        text("2001:db8::1")),
                arguments(ElementType.STRING, "6765302f30000000", text("ge0/0")),
                arguments(ElementType.STRING, "c3a9", text("é")),
                arguments(ElementType.STRING, "61ff62", text("a\ufffdb")),
                arguments(ElementType.STRING, "", text("")),
                arguments(ElementType.OCTET_ARRAY, "0001ff", text("0001ff")),
                arguments(ElementType.DATE_TIME_SECONDS, "6553f100", unsigned(1_700_000_000L)),
                arguments(
                        ElementType.DATE_TIME_MILLISECONDS,
                        "0000018bcfe56800",
                        unsigned(1_700_000_000_000L)),
                // 2,208,988,800 seconds from 1900 to 1970, and half a second.
                arguments(ElementType.DATE_TIME_MICROSECONDS, "83aa7e8080000000", signed(500_000)),
                arguments(
                        ElementType.DATE_TIME_NANOSECONDS,
                        "83aa7e8180000000",
                        signed(1_500_000_000)),
                arguments(
                        ElementType.DATE_TIME_NANOSECONDS, "83aa7e80ffffffff", signed(999_999_999)),
                arguments(ElementType.DATE_TIME_MICROSECONDS, "0000000000000000", signed(0)),
                arguments(ElementType.DATE_TIME_MICROSECONDS, "00000010", unsigned(16)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsByTypeAndLength(ElementType type, String hex, RawValue value) {
        assertThat(read(type, hex)).isEqualTo(value);
    }

    @ParameterizedTest
    @EnumSource
    void givesBytesOfImpossibleLengthInHexadecimal(ElementType type) {
        if (type != ElementType.STRING) {
            assertThat(read(type, "")).isEqualTo(text(""));
            assertThat(read(type, "010203040506070809")).isEqualTo(text("010203040506070809"));
        }
    }

    private static RawValue read(ElementType type, String hex) {
        byte[] value = HexFormat.of().parseHex("ee" + hex + "ee");
        return ValueReader.read(type, value, 1, value.length - 2);
    }

    private static RawValue text(String text) {
        return new RawValue.Text(text);
    }

    private static RawValue signed(long number) {
        return new RawValue.Signed(number);
    }

    private static RawValue unsigned(long bits) {
        return new RawValue.Unsigned(bits);
    }
}
