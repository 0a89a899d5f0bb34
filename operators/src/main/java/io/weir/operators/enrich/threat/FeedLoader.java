package io.weir.operators.enrich.threat;

import io.weir.operators.enrich.file.FileLoader;
import java.io.IOException;
import java.nio.file.Path;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a feed. One that has lost all of its addresses, as after a download that failed, does not
 * take the place of a good one.
 *
 * @param column the column of CSV that has the addresses; null if it is a plain list
 */
record FeedLoader(@Nullable String column) implements FileLoader<FeedFile> {

    private static final Logger LOG = LoggerFactory.getLogger(FeedLoader.class);

    @Override
    public FeedFile load(Path path) throws IOException {
        FeedFile feed = FeedFile.read(path, column);
        feed.report().logTo(LOG, path);
        if (feed.addresses().size() == 0) {
            if (feed.report().problems() > 0) {
                throw new IOException(
                        "none of its lines is right, " + feed.report().firstProblems().get(0));
            }
            LOG.warn("{} has no addresses.", path);
        }
        return feed;
    }

    @Override
    public FeedFile reload(Path path, FeedFile previous) throws IOException {
        FeedFile feed = load(path);
        if (feed.addresses().size() == 0 && previous.addresses().size() > 0) {
            throw new IOException(
                    String.format(
                            "it has no addresses any more, where it had %d",
                            previous.addresses().size()));
        }
        return feed;
    }
}
