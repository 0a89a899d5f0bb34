package io.weir.job.elasticsearch.bulk;

import java.io.Serializable;

/**
 * What may lie on disk, of each subtask.
 *
 * @param directory where; each stream has a folder in it
 * @param bytes that all files may take
 * @param bytesLeftFree that the file system must have left for others
 */
public record SpillLimits(String directory, long bytes, long bytesLeftFree)
        implements Serializable {}
