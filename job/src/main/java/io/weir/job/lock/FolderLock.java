package io.weir.job.lock;

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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a folder to one holder: a lock on a file in it, which the kernel releases when the process
 * ends, however it ends. The file holds the number of the process.
 */
public final class FolderLock implements AutoCloseable {

    /** The name of the file in the folder. */
    public static final String FILE = "lock";

    /**
     * The folders that this process holds. Their files must not be opened once more: when a process
     * closes any of its channels of a file, the kernel releases all of its locks of that file
     * (fcntl(2)).
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the lock, or returns nothing if another process has it, or this one already.
     *
     * @param folder is there
     */
    public static Optional<FolderLock> tryAcquire(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD.add(real)) {
            return Optional.empty();
        }
        Optional<FolderLock> lock = Optional.empty();
        try {
            lock = lock(real);
        } finally {
            if (lock.isEmpty()) {
                HELD.remove(real);
            }
        }
        return lock;
    }

    private static Optional<FolderLock> lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (tryLock(channel)) {
                String process = ProcessHandle.current().pid() + "\n";
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(process.getBytes(StandardCharsets.US_ASCII)));
                return Optional.of(new FolderLock(folder, channel));
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    /** Whether anybody has the lock; leaves the file as it is. */
    public static boolean isHeld(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.notExists(file)) {
            return false;
        }
        if (HELD.contains(folder.toRealPath())) {
            return true;
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
            return false; // another class loader of this process has it
        }
    }

    /** Who holds the lock of a folder, in words. */
    public static String holder(Path folder) {
        try {
            return "process " + Files.readString(folder.resolve(FILE)).strip();
        } catch (IOException e) {
            return "a process that is not known";
        }
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD.remove(folder);
        }
    }
}
