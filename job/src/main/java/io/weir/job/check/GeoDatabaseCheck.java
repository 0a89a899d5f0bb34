package io.weir.job.check;

import io.weir.operators.enrich.geo.DatabaseVersion;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneOffset;

/**
 * Whether a database of places or autonomous systems can be read here. One that cannot costs fields
 * and not the job, so it is a warning.
 *
 * @param key what names the file
 */
record GeoDatabaseCheck(String key, Path path, DatabaseReader reader) implements Check {

    /** Opens a database and closes it. */
    @FunctionalInterface
    interface DatabaseReader {
        DatabaseVersion read(Path path) throws IOException;
    }

    @Override
    public Finding perform() {
        String what = key + " " + path;
        try {
            DatabaseVersion version = reader.read(path);
            return Finding.ok(
                    what,
                    version.type()
                            + " of "
                            + version.built().atOffset(ZoneOffset.UTC).toLocalDate()
                            + ".");
        } catch (NoSuchFileException e) {
            return Finding.warning(
                    what,
                    "there is no such file; its fields are absent until there is one, see weir"
                            + " geoip update --help.");
        } catch (IOException e) {
            return Finding.warning(
                    what, "cannot be used: " + e.getMessage() + "; its fields are absent.");
        }
    }
}
