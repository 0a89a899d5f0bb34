package io.weir.job.elasticsearch.local;

import java.io.IOException;
import java.nio.file.Path;

/** Servers that a test starts and ends itself. */
public final class TestServers {

    private static final long HEAP_BYTES = 512L << 20;

    private TestServers() {}

    /** A server of the unpacked distribution with its files in a folder. */
    public static LocalElasticsearchOptions options(Path folder) throws IOException {
        Path home = LocalElasticsearch.homeIn(ElasticsearchExtension.DISTRIBUTION);
        return new LocalElasticsearchOptions(home, folder).withHeapBytes(HEAP_BYTES);
    }
}
