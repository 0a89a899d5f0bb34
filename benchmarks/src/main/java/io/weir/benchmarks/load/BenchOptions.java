package io.weir.benchmarks.load;

import io.weir.benchmarks.ExportFile;
import io.weir.benchmarks.Traffic;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of all load runs. */
final class BenchOptions {

    /** The kinds of traffic by the names of their protocols. */
    enum Protocol {
        V5(Traffic.NETFLOW_V5),
        V9(Traffic.NETFLOW_V9),
        IPFIX(Traffic.IPFIX);

        private final Traffic traffic;

        Protocol(Traffic traffic) {
            this.traffic = traffic;
        }
    }

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long BUFFER_BYTES = 32 << 20;

    @Option(
            names = "--protocol",
            defaultValue = "v9",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Protocol protocol;

    @Option(
            names = "--exporters",
            defaultValue = "4",
            paramLabel = "N",
            description = "How many exporters send in turns, 1 to 250 (default: ${DEFAULT-VALUE}).")
    private int exporters;

    @Option(
            names = "--receiver-core",
            defaultValue = "1",
            paramLabel = "N",
            description = "The core that receivers run on (default: ${DEFAULT-VALUE}).")
    private int receiverCore;

    @Option(
            names = "--sender-core",
            defaultValue = "0",
            paramLabel = "N",
            description = "The core that the sender runs on (default: ${DEFAULT-VALUE}).")
    private int senderCore;

    @Option(
            names = "--java",
            paramLabel = "OPTIONS",
            defaultValue = "-Xms1g -Xmx1g",
            description =
                    "Options of the JVM that runs Weir, in quotes (default: ${DEFAULT-VALUE}).")
    private String java;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of Weir. Can be given more than once.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--folder",
            defaultValue = "benchmarks/target/load",
            paramLabel = "FOLDER",
            description =
                    "For compiled programs, logs and the datagrams (default: ${DEFAULT-VALUE}).")
    private Path folder;

    Bench bench() throws IOException {
        Path absolute = Files.createDirectories(folder.toAbsolutePath());
        Traffic traffic = protocol.traffic;
        Path exportFile = absolute.resolve(traffic.name() + ".exports");
        ExportFile.write(traffic, exportFile);
        if (!ReceiveBufferLimit.raise(BUFFER_BYTES)) {
            System.err.println(
                    "net.core.rmem_max is less than 32 MiB and only root can raise it: receivers"
                            + " get smaller buffers, and lose more.");
        }
        return new Bench(
                absolute,
                Files.isWritable(MEMORY) ? MEMORY : absolute,
                traffic,
                exportFile,
                new NativePrograms(absolute),
                receiverCore,
                senderCore,
                freePort(),
                exporters,
                BUFFER_BYTES,
                Arrays.stream(java.split(" ")).filter(option -> !option.isEmpty()).toList(),
                settings);
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            return socket.getLocalPort();
        }
    }
}
