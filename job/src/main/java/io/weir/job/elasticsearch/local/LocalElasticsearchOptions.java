package io.weir.job.elasticsearch.local;

import java.nio.file.Path;
import java.util.Map;

/**
 * How a local server is to run.
 *
 * @param home the unpacked distribution; only read
 * @param folder holds the server's configuration, data, logs and temporary files; made if missing.
 *     Data found there is used again
 * @param heapBytes the size of its heap
 * @param settings of Elasticsearch, which go before those that Weir chooses
 */
public record LocalElasticsearchOptions(
        Path home,
        Path folder,
        ListenPort httpPort,
        ListenPort transportPort,
        long heapBytes,
        Map<String, Object> settings) {

    private static final long DEFAULT_HEAP_BYTES = 1L << 30;

    /**
     * @throws IllegalArgumentException if both ports are the same
     */
    public LocalElasticsearchOptions {
        settings = Map.copyOf(settings);
        if (httpPort.number() != 0 && httpPort.number() == transportPort.number()) {
            throw new IllegalArgumentException(
                    httpPort.key()
                            + " and "
                            + transportPort.key()
                            + " are both "
                            + httpPort.number()
                            + "; they have to differ.");
        }
    }

    /** A server with a heap of 1 GiB on ports that it picks. */
    public LocalElasticsearchOptions(Path home, Path folder) {
        this(
                home,
                folder,
                ListenPort.ephemeral("the HTTP port"),
                ListenPort.ephemeral("the transport port"),
                DEFAULT_HEAP_BYTES,
                Map.of());
    }

    public LocalElasticsearchOptions withHttpPort(ListenPort port) {
        return new LocalElasticsearchOptions(
                home, folder, port, transportPort, heapBytes, settings);
    }

    public LocalElasticsearchOptions withTransportPort(ListenPort port) {
        return new LocalElasticsearchOptions(home, folder, httpPort, port, heapBytes, settings);
    }

    public LocalElasticsearchOptions withHeapBytes(long bytes) {
        return new LocalElasticsearchOptions(
                home, folder, httpPort, transportPort, bytes, settings);
    }

    public LocalElasticsearchOptions withSettings(Map<String, Object> others) {
        return new LocalElasticsearchOptions(
                home, folder, httpPort, transportPort, heapBytes, others);
    }
}
