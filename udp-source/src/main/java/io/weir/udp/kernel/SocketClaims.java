package io.weir.udp.kernel;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.util.function.SupplierWithException;

/**
 * Which sockets of this host belong to the sources of one user, also in other processes: a file for
 * each source, with the inode of one socket a line, in the order in which they were opened. An
 * inode is unique on a host; a source is known by a token that its readers share.
 *
 * <p>Files are replaced as a whole: they can be read at any time, and are changed in a {@linkplain
 * #exclusively step of its own}.
 */
final class SocketClaims {

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);
    private static final long LOCK_POLL_MILLIS = 5;

    /**
     * Held in this process while the file lock is. Literals are the same object in all class
     * loaders: two jobs in one TaskManager share nothing else of ours. A second channel to the lock
     * file in one process would give up the first one's lock when it is closed (fcntl(2)).
     */
    private static final String IN_THIS_PROCESS = "io.weir.udp.kernel.SocketClaims";

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");

    private static final String OWNER = "unix:uid";

    private final Path folder;
    private final String network;
    private final String token;

    /**
     * @param folder where the files are; made when the first is written
     * @param networkNamespace the one that the sockets are in: others are invisible from here
     * @param token of the source, unique on this host
     */
    SocketClaims(Path folder, long networkNamespace, String token) {
        this.folder = folder;
        this.network = networkNamespace + "-";
        this.token = token;
    }

    /** The folder of this user in {@code java.io.tmpdir}. */
    static Path folderOfUser() {
        String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9._-]", "_");
        return Path.of(System.getProperty("java.io.tmpdir"), "weir-udp-" + user);
    }

    /**
     * Runs a step that no other source of this user on this host runs at the same time.
     *
     * @throws IOException if the step fails, or the lock is not to be had; the message names it
     */
    <T> T exclusively(SupplierWithException<T, IOException> step) throws IOException {
        synchronized (IN_THIS_PROCESS) {
            makeFolder();
            Path file = folder.resolve("lock");
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock(channel, file);
                return step.get();
            } // closing the channel gives up the lock
        }
    }

    /** The claimed sockets of this source in order of opening; none if there is no file. */
    List<Long> inodes() throws IOException {
        return read(file());
    }

    /** Adds sockets of this source. Only in an exclusive step. */
    void add(Collection<Long> inodes) throws IOException {
        Set<Long> all = new LinkedHashSet<>(inodes());
        all.addAll(inodes);
        write(file(), all);
    }

    /** Gives up claims of all sources that no socket has any more. Only in an exclusive step. */
    void retain(Collection<Long> open) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, network + "*")) {
            for (Path file : files) {
                Set<Long> inodes = new LinkedHashSet<>(read(file));
                if (inodes.retainAll(open) || inodes.isEmpty()) {
                    write(file, inodes);
                }
            }
        }
    }

    private Path file() {
        return folder.resolve(network + token);
    }

    private void makeFolder() throws IOException {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            requireOwner();
        } catch (IOException e) {
            throw new IOException(
                    "The sockets of this job are noted in "
                            + folder
                            + ", which cannot be used ("
                            + e
                            + "): let this user write to it, or set java.io.tmpdir to a folder"
                            + " where it can.",
                    e);
        }
    }

    /** In a folder of somebody else, a link could make us write to any file that we may change. */
    private void requireOwner() throws IOException {
        Path own = Files.createTempFile(folder, "owner", null);
        try {
            Object user = Files.getAttribute(own, OWNER);
            Object owner = Files.getAttribute(folder, OWNER, LinkOption.NOFOLLOW_LINKS);
            if (!user.equals(owner)) {
                throw new IOException("it is of user id " + owner + ", not " + user);
            }
        } finally {
            Files.deleteIfExists(own);
        }
    }

    private static void lock(FileChannel channel, Path file) throws IOException {
        long deadline = System.nanoTime() + LOCK_TIMEOUT.toNanos();
        while (channel.tryLock() == null) {
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "Another process has held the lock "
                                + file
                                + " for "
                                + LOCK_TIMEOUT.toSeconds()
                                + " s: find it with `fuser "
                                + file
                                + "` and stop it.");
            }
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOCK_POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for a lock.", e);
        }
    }

    private static List<Long> read(Path file) throws IOException {
        List<Long> inodes = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                inodes.add(Long.parseLong(line.strip()));
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (NumberFormatException e) {
            throw new IOException(file + " holds what is no socket's number: remove it.", e);
        }
        return inodes;
    }

    private void write(Path file, Set<Long> inodes) throws IOException {
        if (inodes.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        Path whole = folder.resolve("new");
        Files.write(whole, inodes.stream().map(String::valueOf).toList());
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
