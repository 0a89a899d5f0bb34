package io.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportFileTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"NETFLOW_V5, 5, 0", "NETFLOW_V9, 9, 1", "IPFIX, 10, 1"})
    void tellsTheRecordsOfEachDatagram(Traffic traffic, int protocol, int templates)
            throws IOException {
        Path file = folder.resolve("exports");
        ExportFile.write(traffic, file);

        int withoutRecords = 0;
        int records = 0;
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            assertThat(in.readInt()).isEqualTo(protocol);
            int datagrams = in.readInt();
            for (int i = 0; i < datagrams; i++) {
                int ofDatagram = in.readInt();
                withoutRecords += ofDatagram == 0 ? 1 : 0;
                records += ofDatagram;
                byte[] datagram = in.readNBytes(in.readInt());
                assertThat(datagram[1]).isEqualTo((byte) protocol);
            }
            assertThat(in.read()).isEqualTo(-1);
        }
        assertThat(withoutRecords).isEqualTo(templates);
        assertThat(records).isEqualTo(Traffic.FLOWS);
    }
}
