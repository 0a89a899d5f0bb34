package io.weir.udp.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelUdpTableTest {

    private static final String UDP4 =
            """
               sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
             5161: 00000000:0807 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 16698 2 0000000039676b19 0
            14293: 0100007F:0807 00000000:0000 07 00000000:00000900 00:00000000 00000000  1000        0 16697 2 000000000c2b5afa 299
            14294: 010200C0:0807 0200A8C0:C350 01 00000000:00000900 00:00000000 00000000  1000        0 16699 2 000000000c2b5afb 0
            """;

    private static final String UDP6 =
            """
              sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
             3157: 00000000000000000000000000000000:1283 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 16691 2 00000000b9e40cad 4294967295
             3158: B80D0120000000000000000002000100:1283 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 16692 2 00000000b9e40cae 0
            """;

    @TempDir private Path proc;

    @Test
    void readsEverySocket() throws IOException {
        assumeTrue(
                ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN,
                "The tables of this test are those of a little-endian machine.");
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("net/udp"), UDP4);
        Files.writeString(proc.resolve("net/udp6"), UDP6);

        assertThat(new KernelUdpTable(proc).sockets())
                .containsExactly(
                        new KernelUdpTable.Socket(address("0.0.0.0", 2055), false, 0, 16_698, 0),
                        new KernelUdpTable.Socket(
                                address("127.0.0.1", 2055), false, 1000, 16_697, 299),
                        new KernelUdpTable.Socket(
                                address("192.0.2.1", 2055), true, 1000, 16_699, 0),
                        new KernelUdpTable.Socket(
                                address("::", 4739), false, 0, 16_691, 4_294_967_295L),
                        new KernelUdpTable.Socket(
                                address("2001:db8::1:2", 4739), false, 0, 16_692, 0));
        assertThat(new KernelUdpTable(proc).socketsOn(4739)).hasSize(2);
    }

    @Test
    void readsOnlyIpv4WhereThereIsNoIpv6() throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("net/udp"), UDP4);

        assertThat(new KernelUdpTable(proc).sockets()).hasSize(3);
    }

    @Test
    void isEmptyWithoutProc() throws IOException {
        KernelUdpTable table = new KernelUdpTable(proc.resolve("absent"));

        assertThat(table.sockets()).isEmpty();
        assertThat(table.ownInodes()).isEmpty();
    }

    @Test
    void listsTheSocketsAmongTheDescriptorsOfThisProcess() throws IOException {
        Path descriptors = Files.createDirectories(proc.resolve("self/fd"));
        for (String target : List.of("gone", "pipe:[16155]", "socket:[16691]")) {
            Files.createSymbolicLink(
                    descriptors.resolve(String.valueOf(target.hashCode())), Path.of(target));
        }

        assertThat(new KernelUdpTable(proc).ownInodes()).containsExactly(16_691L);
    }

    private static LocalAddress address(String literal, int port) throws IOException {
        return LocalAddress.of(new InetSocketAddress(InetAddress.getByName(literal), port));
    }
}
