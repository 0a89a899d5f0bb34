package io.weir.udp.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
            """;

    private static final String UDP6 =
            """
              sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
             3157: 00000000000000000000000000000000:1283 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 16691 2 00000000b9e40cad 4294967295
            """;

    @TempDir private Path proc;

    @Test
    void readsPortInodeAndDropsOfEverySocket() throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("net/udp"), UDP4);
        Files.writeString(proc.resolve("net/udp6"), UDP6);

        assertThat(new KernelUdpTable(proc).sockets())
                .containsExactly(
                        new KernelUdpTable.Socket(2055, 16_698, 0),
                        new KernelUdpTable.Socket(2055, 16_697, 299),
                        new KernelUdpTable.Socket(4739, 16_691, 4_294_967_295L));
    }

    @Test
    void readsOnlyIpv4WhereThereIsNoIpv6() throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("net/udp"), UDP4);

        assertThat(new KernelUdpTable(proc).sockets()).hasSize(2);
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
}
