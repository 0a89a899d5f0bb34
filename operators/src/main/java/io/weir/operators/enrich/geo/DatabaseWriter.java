package io.weir.operators.enrich.geo;

import io.weir.codec.IpAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes small databases in the MaxMind DB format (specification 2.0): for networks that no vendor
 * knows, for the demo, and for tests. The tree is IPv6; IPv4 networks lie in {@code ::/96}, where
 * readers look for them. Each distinct record is written once. Not thread-safe.
 */
public final class DatabaseWriter {

    private static final int IPV4_BITS = 96;
    private static final int ADDRESS_BITS = 128;
    private static final int SEPARATOR_BYTES = 16;
    private static final byte[] METADATA_START =
            "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);

    private final String type;
    private final Instant built;
    private final int recordBits;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final Map<Map<String, ?>, Integer> positions = new HashMap<>();

    /**
     * Two records per node: 0 is nothing, above it a node, below it -1 - a position in the data.
     */
    private int[] records = new int[64];

    private int nodes = 1;

    /**
     * @param type what the database calls itself; holds "City", "Country" or "ASN"
     * @param built the build time that it claims, in seconds
     * @param recordBits 24, 28 or 32
     */
    public DatabaseWriter(String type, Instant built, int recordBits) {
        if (recordBits != 24 && recordBits != 28 && recordBits != 32) {
            throw new IllegalArgumentException(
                    "A record of the search tree has 24, 28 or 32 bits, not " + recordBits + ".");
        }
        this.type = type;
        this.built = built;
        this.recordBits = recordBits;
    }

    /**
     * Says what is known of a network. A network within another comes after it.
     *
     * @param address its first address
     * @param prefixLength 0 to 32 for IPv4, 0 to 128 for IPv6
     * @param record texts, whole numbers, decimals, truth values, lists and maps by name
     */
    public DatabaseWriter put(IpAddress address, int prefixLength, Map<String, ?> record) {
        boolean ipv4 = address.isIpv4();
        int bits = ipv4 ? prefixLength + IPV4_BITS : prefixLength;
        if (prefixLength < 0 || bits > ADDRESS_BITS) {
            throw new IllegalArgumentException(
                    address + " has no prefix of " + prefixLength + " bits.");
        }
        long high = address.high();
        long low = ipv4 ? address.low() & 0xffff_ffffL : address.low();
        int leaf = -1 - positions.computeIfAbsent(record, this::append);
        int node = 0;
        for (int bit = 0; bit < bits - 1; bit++) {
            node = descend(2 * node + side(high, low, bit));
        }
        if (bits == 0) {
            records[0] = leaf;
            records[1] = leaf;
        } else {
            records[2 * node + side(high, low, bits - 1)] = leaf;
        }
        return this;
    }

    /** Writes the file next to its place and moves it there in one step. */
    public void write(Path file) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, toBytes());
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The bytes of the file. */
    public byte[] toBytes() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int node = 0; node < nodes; node++) {
            long left = onDisk(records[2 * node]);
            long right = onDisk(records[2 * node + 1]);
            switch (recordBits) {
                case 24 -> {
                    bigEndian(file, left, 3);
                    bigEndian(file, right, 3);
                }
                case 28 -> {
                    bigEndian(file, left, 3);
                    file.write((int) ((left >>> 20 & 0xf0) | (right >>> 24 & 0x0f)));
                    bigEndian(file, right, 3);
                }
                default -> {
                    bigEndian(file, left, 4);
                    bigEndian(file, right, 4);
                }
            }
        }
        file.writeBytes(new byte[SEPARATOR_BYTES]);
        file.writeBytes(data.toByteArray());
        file.writeBytes(METADATA_START);
        DataSection.write(file, metadata());
        return file.toByteArray();
    }

    private Map<String, ?> metadata() {
        return Map.of(
                "binary_format_major_version",
                2,
                "binary_format_minor_version",
                0,
                "build_epoch",
                built.getEpochSecond(),
                "database_type",
                type,
                "description",
                Map.of("en", type),
                "ip_version",
                6,
                "languages",
                List.of("en"),
                "node_count",
                nodes,
                "record_size",
                recordBits);
    }

    private int append(Map<String, ?> record) {
        int position = data.size();
        DataSection.write(data, record);
        return position;
    }

    /** The node under a record; made if there is none, with what the record said on both sides. */
    private int descend(int record) {
        if (records[record] <= 0) {
            if (2 * nodes == records.length) {
                records = Arrays.copyOf(records, 2 * records.length);
            }
            records[2 * nodes] = records[record];
            records[2 * nodes + 1] = records[record];
            records[record] = nodes++;
        }
        return records[record];
    }

    private long onDisk(int record) {
        if (record > 0) {
            return record;
        }
        long value = record == 0 ? nodes : (long) nodes + SEPARATOR_BYTES + (-1 - record);
        if (value >>> recordBits != 0) {
            throw new IllegalStateException(
                    "The database has outgrown records of " + recordBits + " bits.");
        }
        return value;
    }

    private static int side(long high, long low, int bit) {
        long half = bit < Long.SIZE ? high : low;
        return (int) (half >>> (Long.SIZE - 1 - bit)) & 1;
    }

    private static void bigEndian(ByteArrayOutputStream out, long value, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }
}
