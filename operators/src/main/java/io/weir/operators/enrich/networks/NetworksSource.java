package io.weir.operators.enrich.networks;

import io.weir.operators.enrich.file.FileWatch;
import io.weir.operators.enrich.file.WatchedFile;
import io.weir.operators.enrich.prefix.AddressRange;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the operator's networks are read from, on each host that runs the job.
 *
 * @param file the operator's file
 * @param internal what is inside besides, each as {@link AddressRange#parse} takes it
 */
public record NetworksSource(String file, List<String> internal) implements Serializable {

    public NetworksSource {
        internal = List.copyOf(internal);
    }

    /**
     * Opens the networks. All that open the same by one watch have the same.
     *
     * @throws IOException if the file cannot be used; the message names it and says why
     */
    public WatchedFile<Networks> open(FileWatch watch) throws IOException {
        List<AddressRange> ranges = internal.stream().map(AddressRange::parse).toList();
        return watch.open(Path.of(file), new NetworksLoader(ranges));
    }
}
