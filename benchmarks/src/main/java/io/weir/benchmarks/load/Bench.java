package io.weir.benchmarks.load;

import io.weir.benchmarks.Traffic;
import java.nio.file.Path;
import java.util.List;

/**
 * What all runs of a measurement share.
 *
 * @param folder for compiled programs and logs
 * @param spool for what receivers write: memory, if there is a file system in it
 * @param exportFile the datagrams to send
 * @param receiverCore the core that the receiver runs on; the sender has another
 * @param exporters how many exporters send, 1 to 250
 * @param bufferBytes the receive buffer that each receiver asks for
 * @param javaOptions options of the JVM that runs Weir
 * @param settings of Weir, each key=value
 */
record Bench(
        Path folder,
        Path spool,
        Traffic traffic,
        Path exportFile,
        NativePrograms programs,
        int receiverCore,
        int senderCore,
        int port,
        int exporters,
        long bufferBytes,
        List<String> javaOptions,
        List<String> settings) {

    static final String ADDRESS = "127.0.0.1";

    Path log(String name) {
        return folder.resolve(name + ".log");
    }
}
