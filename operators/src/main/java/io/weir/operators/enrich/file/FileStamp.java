package io.weir.operators.enrich.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What tells one state of a file from another without reading it.
 *
 * @param modified time of last modification, null if there is no such file
 * @param bytes its size
 * @param identity the inode where the file system has one, else null: a replacement by rename is
 *     seen even with the same time and size
 */
record FileStamp(FileTime modified, long bytes, Object identity) {

    static final FileStamp MISSING = new FileStamp(null, -1, null);

    static FileStamp of(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileStamp(
                    attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException e) {
            // Not there or not to be reached: the load that follows tells which.
            return MISSING;
        }
    }
}
