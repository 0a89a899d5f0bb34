package io.weir.codec.fuzz;

import io.weir.codec.capture.ExportCapture;
import io.weir.testing.Captures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Captures of real exports as seeds, as far as they are there: a fuzzer mutates them best. */
final class CapturedSeeds {

    /** Larger inputs slow the fuzzer down more than they teach it. */
    private static final int MAX_BYTES = 8_192;

    private CapturedSeeds() {}

    /** One seed per capture that has datagrams which begin with these bytes. */
    static Stream<byte[]> of(byte[] version) {
        Path folder = Captures.folder();
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path pcap : files.filter(file -> file.endsWith("input.pcap")).sorted().toList()) {
                byte[] seed = FuzzInput.of(datagrams(pcap, version));
                if (seed.length > 0) {
                    seeds.add(seed);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("The captures in " + folder + " cannot be read.", e);
        }
        return seeds.stream();
    }

    private static List<byte[]> datagrams(Path pcap, byte[] version) throws IOException {
        List<byte[]> datagrams = new ArrayList<>();
        int bytes = 0;
        for (ExportCapture.Packet packet : ExportCapture.read(pcap)) {
            bytes += packet.payload.length;
            if (bytes > MAX_BYTES) {
                break;
            }
            if (startsWith(packet.payload, version)) {
                datagrams.add(packet.payload);
            }
        }
        return datagrams;
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length
                && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }
}
