package io.weir.operators.enrich.networks;

import io.weir.operators.enrich.file.FileLoader;
import io.weir.operators.enrich.prefix.AddressRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the networks of the operator's file and of {@code networks.internal}.
 *
 * @param internal what is inside besides what the file says
 */
public record NetworksLoader(List<AddressRange> internal) implements FileLoader<Networks> {

    private static final Logger LOG = LoggerFactory.getLogger(NetworksLoader.class);

    @Override
    public Networks load(Path path) throws IOException {
        NetworksFile file = NetworksFile.read(path);
        file.report().logTo(LOG, path);
        if (file.networks().isEmpty() && file.report().problems() > 0) {
            throw new IOException(
                    "none of its networks is right, " + file.report().firstProblems().get(0));
        }
        return Networks.of(internal, file.networks());
    }

    /** Keeps the previous networks if the file has none any more. */
    @Override
    public Networks reload(Path path, Networks previous) throws IOException {
        Networks networks = load(path);
        if (networks.labels() == 0 && previous.labels() > 0) {
            throw new IOException("it has no networks any more");
        }
        return networks;
    }
}
