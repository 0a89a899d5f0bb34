package io.weir.job.elasticsearch.bulk;

import java.util.Optional;

/**
 * A request that is not acknowledged.
 *
 * @param file what has it on disk; empty if only memory has it, and so the state of the writer
 */
record Pending(Bulk bulk, Optional<SpillFile> file) {

    static Pending inMemory(Bulk bulk) {
        return new Pending(bulk, Optional.empty());
    }

    static Pending onDisk(Bulk bulk, SpillFile file) {
        return new Pending(bulk, Optional.of(file));
    }

    boolean isInMemoryOnly() {
        return file.isEmpty();
    }
}
