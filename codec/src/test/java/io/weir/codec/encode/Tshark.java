package io.weir.codec.encode;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Wireshark's decoders ("cflow", "sflow"), independent readers of what we write. */
final class Tshark {

    private static final int COLLECTOR_PORT = 2055;
    private static final int SNAP_LENGTH = 65535;
    private static final int LINKTYPE_RAW_IP = 101;
    private static final int IPV4_HEADER = 20;
    private static final int UDP_HEADER = 8;

    private static final boolean INSTALLED = isInstalled();

    private Tshark() {}

    /**
     * Decodes datagrams as sent one after the other by one exporter, and skips the test where
     * tshark is not installed.
     *
     * @return per datagram the values of these fields, joined by tabs; several values of one field
     *     by commas
     */
    static List<String> decode(Path folder, List<byte[]> datagrams, String... fields)
            throws IOException, InterruptedException {
        return decodeAs("cflow", folder, datagrams, fields);
    }

    /** As {@link #decode}, of sFlow; of the sampled packets too. */
    static List<String> decodeSflow(Path folder, List<byte[]> datagrams, String... fields)
            throws IOException, InterruptedException {
        return decodeAs("sflow", folder, datagrams, fields);
    }

    private static List<String> decodeAs(
            String dissector, Path folder, List<byte[]> datagrams, String... fields)
            throws IOException, InterruptedException {
        assumeTrue(INSTALLED, "tshark is not installed (Debian package tshark)");
        Path capture = folder.resolve("export.pcap");
        Files.write(capture, pcap(datagrams));
        List<String> command =
                new ArrayList<>(List.of("tshark", "-r", capture.toString(), "-T", "fields", "-d"));
        command.add("udp.port==" + COLLECTOR_PORT + "," + dissector);
        for (String field : fields) {
            command.add("-e");
            command.add(field);
        }
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
        return output.lines().toList();
    }

    private static boolean isInstalled() {
        try {
            return new ProcessBuilder("tshark", "--version")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notFound) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static byte[] pcap(List<byte[]> datagrams) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0xa1b2c3d4);
        out.writeShort(2);
        out.writeShort(4);
        out.writeLong(0);
        out.writeInt(SNAP_LENGTH);
        out.writeInt(LINKTYPE_RAW_IP);
        for (byte[] datagram : datagrams) {
            int udpLength = UDP_HEADER + datagram.length;
            int length = IPV4_HEADER + udpLength;
            out.writeLong(0);
            out.writeInt(length);
            out.writeInt(length);
            out.writeShort(0x4500);
            out.writeShort(length);
            out.writeInt(0);
            out.writeShort(0x4011);
            out.writeShort(0);
            out.writeInt(0xc0000201);
            out.writeInt(0xc0000202);
            out.writeShort(50000);
            out.writeShort(COLLECTOR_PORT);
            out.writeShort(udpLength);
            out.writeShort(0);
            out.write(datagram);
        }
        return bytes.toByteArray();
    }
}
