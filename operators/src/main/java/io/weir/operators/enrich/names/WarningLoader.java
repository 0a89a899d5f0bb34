package io.weir.operators.enrich.names;

import io.weir.operators.enrich.file.FileLoader;
import io.weir.operators.enrich.file.LoadReport;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of the wrong lines of a table, and refuses a file that has no right one: it is another kind
 * of file, or one that is broken.
 *
 * @param loader reads the file
 */
record WarningLoader<T extends OperatorTable>(FileLoader<T> loader) implements FileLoader<T> {

    private static final Logger LOG = LoggerFactory.getLogger(WarningLoader.class);

    @Override
    public T load(Path path) throws IOException {
        T table = loader.load(path);
        LoadReport report = table.report();
        if (report.entries() == 0 && report.problems() > 0) {
            throw new IOException(
                    "none of its "
                            + report.problems()
                            + " lines is right; "
                            + report.firstProblems().get(0));
        }
        report.logTo(LOG, path);
        return table;
    }
}
