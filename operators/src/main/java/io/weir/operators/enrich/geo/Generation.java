package io.weir.operators.enrich.geo;

import com.maxmind.db.Metadata;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database from one change of its file to the next, with the records met so far. Used by all
 * subtasks of the process.
 *
 * @param <R> what a record says
 */
final class Generation<R> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Generation.class);

    private final DatabaseFile file;
    private final RecordReader<R> reader;
    private final RecordTable<R> table;
    private final RecordTable<R> previous;
    private final AtomicBoolean corruptionTold = new AtomicBoolean();

    /**
     * @param before the generation whose ids may still be on their way; null if there is none
     */
    Generation(DatabaseFile file, RecordReader<R> reader, Generation<R> before) {
        this.file = file;
        this.reader = reader;
        previous = before == null ? null : before.table;
        Metadata metadata = file.metadata();
        table =
                new RecordTable<>(
                        RecordTable.generationAfter(previous == null ? 0 : previous.generation()),
                        new DatabaseVersion(metadata.databaseType(), metadata.buildTime()));
    }

    DatabaseVersion version() {
        return table.version();
    }

    /** The id of what is known of an address, 0 if nothing is. */
    int find(long high, long low) {
        int position = file.find(high, low);
        if (position == 0) {
            return 0;
        }
        int id = table.idAt(position);
        return id >= 0 ? id : table.add(position, read(high, low));
    }

    /** What an id of this generation or the one before stands for; null for any other. */
    R get(int id) {
        RecordTable<R> owner = owner(id);
        return owner == null ? null : owner.get(id);
    }

    /** The version of the database that gave an id; null if it is not known any more. */
    DatabaseVersion versionOf(int id) {
        RecordTable<R> owner = owner(id);
        return owner == null ? null : owner.version();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private RecordTable<R> owner(int id) {
        if (table.owns(id)) {
            return table;
        }
        return previous != null && previous.owns(id) ? previous : null;
    }

    private R read(long high, long low) {
        try {
            return file.read(high, low, reader);
        } catch (IOException e) {
            if (corruptionTold.compareAndSet(false, true)) {
                LOG.warn(
                        "The {} database built {} has corrupt records; what they say is left out:"
                                + " fetch the file again.",
                        version().type(),
                        version().built(),
                        e);
            }
            return null;
        }
    }
}
