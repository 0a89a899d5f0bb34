package io.weir.operators.enrich.prefix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PrefixTableTest {

    @Test
    void givesTheValueOfTheLongestPrefix() {
        PrefixTable table = table("10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "2001:db8::/32");

        assertThat(get(table, "10.0.0.0")).isEqualTo(1);
        assertThat(get(table, "10.1.0.0")).isEqualTo(2);
        assertThat(get(table, "10.1.2.2")).isEqualTo(2);
        assertThat(get(table, "10.1.2.3")).isEqualTo(3);
        assertThat(get(table, "10.1.2.4")).isEqualTo(2);
        assertThat(get(table, "10.2.0.0")).isEqualTo(1);
        assertThat(get(table, "10.255.255.255")).isEqualTo(1);
        assertThat(get(table, "9.255.255.255")).isZero();
        assertThat(get(table, "11.0.0.0")).isZero();
        assertThat(get(table, "2001:db8::1")).isEqualTo(4);
        assertThat(get(table, "2001:db9::")).isZero();
    }

    @Test
    void knowsBothEndsOfAllAddresses() {
        PrefixTable table = table("0.0.0.0", "255.255.255.255", "::/8", "ff00::/8");

        assertThat(get(table, "0.0.0.0")).isEqualTo(1);
        assertThat(get(table, "0.0.0.1")).isZero();
        assertThat(get(table, "255.255.255.254")).isZero();
        assertThat(get(table, "255.255.255.255")).isEqualTo(2);
        assertThat(get(table, "::")).isEqualTo(3);
        assertThat(get(table, "100::")).isZero();
        assertThat(get(table, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")).isEqualTo(4);
    }

    @Test
    void keepsIpv4AndIpv6Apart() {
        assertThat(get(table("::/0"), "192.0.2.1")).isZero();
        assertThat(get(table("::/80"), "192.0.2.1")).isZero();
        assertThat(get(table("::/80"), "::1")).isEqualTo(1);
        assertThat(get(table("0.0.0.0/0"), "192.0.2.1")).isEqualTo(1);
        assertThat(get(table("0.0.0.0/0"), "::1")).isZero();
        assertThat(get(table("::ffff:0:0/96"), "192.0.2.1")).isEqualTo(1);
    }

    @Test
    void takesTheLaterOfEqualPrefixes() {
        assertThat(get(table("10.0.0.0/8", "10.0.0.0/8"), "10.1.2.3")).isEqualTo(2);
    }

    @Test
    void isEmptyWithoutPrefixes() {
        assertThat(get(table(), "192.0.2.1")).isZero();
        assertThat(get(table(), "2001:db8::1")).isZero();
    }

    @Test
    void refusesTheValueThatStandsForNone() {
        assertThatThrownBy(() -> PrefixTable.builder().add(AddressRange.parse("192.0.2.1"), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesLittleMemory() {
        PrefixTable.Builder builder = PrefixTable.builder();
        Random random = new Random(1);
        for (int i = 0; i < 500_000; i++) {
            IpAddress address = IpAddress.ofIpv4(random.nextInt());
            builder.add(new AddressRange(address, address), i + 1);
        }

        assertThat(builder.build().sizeInBytes()).isBetween(4_000_000L, 9_500_000L);
    }

    /** Addresses are few and alike, so that prefixes nest, touch and repeat. */
    @Property(tries = 300)
    void agreesWithASearchThroughAllPrefixes(
            @ForAll long seed, @ForAll @IntRange(max = 40) int size, @ForAll boolean ipv4) {
        Random random = new Random(seed);
        List<AddressRange> ranges = new ArrayList<>();
        PrefixTable.Builder builder = PrefixTable.builder();
        for (int i = 0; i < size; i++) {
            AddressRange range = range(random, ipv4);
            ranges.add(range);
            builder.add(range, 1 << (i % 31));
        }

        PrefixTable longest = builder.build();
        PrefixTable all = builder.build(PrefixTableTest::both);

        List<Segments.Prefix> prefixes = prefixes(ranges);
        for (IpAddress address : probes(ranges, random, ipv4)) {
            assertThat(longest.get(address.high(), address.low()))
                    .as("longest at %s of %s, seed %d", address, ranges, seed)
                    .isEqualTo(search(prefixes, address, PrefixTableTest::inner));
            assertThat(all.get(address.high(), address.low()))
                    .as("all at %s of %s, seed %d", address, ranges, seed)
                    .isEqualTo(search(prefixes, address, PrefixTableTest::both));
        }
    }

    private static AddressRange range(Random random, boolean ipv4) {
        IpAddress one = address(random, ipv4);
        IpAddress other = address(random, ipv4);
        if (random.nextInt(4) == 0) {
            return one.compareTo(other) <= 0
                    ? new AddressRange(one, other)
                    : new AddressRange(other, one);
        }
        int hostBits = random.nextInt((ipv4 ? 32 : 128) + 1);
        long high = one.high() & ~AddressRange.hostsHigh(hostBits);
        long low = one.low() & ~AddressRange.hostsLow(hostBits);
        return new AddressRange(
                new IpAddress(high, low),
                new IpAddress(
                        high | AddressRange.hostsHigh(hostBits),
                        low | AddressRange.hostsLow(hostBits)));
    }

    /** With most bits all ones or all zeros, which is where carries and signs go wrong. */
    private static IpAddress address(Random random, boolean ipv4) {
        long low = sparse(random);
        if (ipv4) {
            return IpAddress.ofIpv4(low);
        }
        long high = sparse(random) | 2;
        boolean global = random.nextBoolean();
        return new IpAddress(global ? (high & 0x1fff_ffff_ffff_ffffL) | (1L << 61) : high, low);
    }

    private static long sparse(Random random) {
        long bits = 0xfL << random.nextInt(64) & random.nextLong();
        return random.nextBoolean() ? bits : ~bits;
    }

    private static List<IpAddress> probes(List<AddressRange> ranges, Random random, boolean ipv4) {
        List<IpAddress> probes = new ArrayList<>();
        for (AddressRange range : ranges) {
            probes.add(range.first());
            probes.add(range.last());
            IpAddress behind =
                    new IpAddress(
                            range.last().high() + (range.last().low() == -1 ? 1 : 0),
                            range.last().low() + 1);
            IpAddress before =
                    new IpAddress(
                            range.first().high() - (range.first().low() == 0 ? 1 : 0),
                            range.first().low() - 1);
            List.of(behind, before).stream()
                    .filter(neighbour -> neighbour.isIpv4() == ipv4)
                    .forEach(probes::add);
        }
        for (int i = 0; i < 20; i++) {
            probes.add(address(random, ipv4));
        }
        return probes;
    }

    /** From the shortest to the longest, equal ones in their order. */
    private static List<Segments.Prefix> prefixes(List<AddressRange> ranges) {
        List<Segments.Prefix> prefixes = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            int value = 1 << (i % 31);
            ranges.get(i)
                    .forEachPrefix(
                            (high, low, length) ->
                                    prefixes.add(new Segments.Prefix(high, low, length, value)));
        }
        prefixes.sort(Comparator.comparingInt(Segments.Prefix::length));
        return prefixes;
    }

    private static int search(
            List<Segments.Prefix> prefixes, IpAddress address, IntBinaryOperator nesting) {
        int value = 0;
        for (Segments.Prefix prefix : prefixes) {
            int hostBits = 128 - prefix.length();
            if ((address.high() & ~AddressRange.hostsHigh(hostBits)) == prefix.high()
                    && (address.low() & ~AddressRange.hostsLow(hostBits)) == prefix.low()) {
                value = nesting.applyAsInt(value, prefix.value());
            }
        }
        return value;
    }

    private static int inner(int around, int inside) {
        return inside;
    }

    private static int both(int around, int inside) {
        return around | inside;
    }

    private static PrefixTable table(String... ranges) {
        PrefixTable.Builder builder = PrefixTable.builder();
        for (int i = 0; i < ranges.length; i++) {
            builder.add(AddressRange.parse(ranges[i]), i + 1);
        }
        return builder.build();
    }

    private static int get(PrefixTable table, String address) {
        IpAddress parsed = AddressParser.parse(address);
        return table.get(parsed.high(), parsed.low());
    }
}
