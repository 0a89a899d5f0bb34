package io.weir.job.rawtopic;

import java.io.Serializable;

/** How many partitions the raw topic has. */
interface PartitionCount extends Serializable, AutoCloseable {

    /** Begins to look. */
    void open();

    /** The number that is known by now; 0 while it is unknown. */
    int current();

    @Override
    void close();
}
