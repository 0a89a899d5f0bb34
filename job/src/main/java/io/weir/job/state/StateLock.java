package io.weir.job.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps a folder to one process: a lock on a file in it, which the kernel releases when the process
 * ends, however it ends. The file holds the number of the process.
 */
final class StateLock implements AutoCloseable {

    static final String FILE = "lock";

    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock, or returns nothing if another process has it. */
    static Optional<StateLock> tryAcquire(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            channel.close();
            return Optional.empty();
        }
        String process = ProcessHandle.current().pid() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(process.getBytes(StandardCharsets.US_ASCII)));
        return Optional.of(new StateLock(channel));
    }

    /** Whether another process has the lock; leaves the file as it is. */
    static boolean isHeld(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.notExists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return !tryLock(channel);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // this process holds it
        }
    }

    /** Who holds the lock of a folder, in words. */
    static String holder(Path folder) {
        try {
            return "process " + Files.readString(folder.resolve(FILE)).strip();
        } catch (IOException e) {
            return "a process that is not known";
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
