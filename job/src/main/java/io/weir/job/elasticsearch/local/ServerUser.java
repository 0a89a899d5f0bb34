package io.weir.job.elasticsearch.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The user that the server runs as. Elasticsearch refuses to run as root, so root steps down.
 *
 * @param uid numeric user id
 * @param gid numeric group id
 * @param isCurrent whether that is the user who runs this JVM
 */
record ServerUser(int uid, int gid, boolean isCurrent) {

    /**
     * Above the ids that {@code useradd} hands out (to 60000), in a range that systemd leaves
     * unused (60706 to 61183), and within the 65536 ids of a rootless container. Unlike {@code
     * nobody} it is shared with no other service.
     */
    private static final int STEP_DOWN_ID = 60_800;

    /**
     * The current user; for root, the owner of the distribution, or else an id of its own.
     *
     * @param writable a folder that the current user can write to
     */
    static ServerUser choose(Path home, Path writable) throws IOException {
        ServerUser current = current(writable);
        if (current.uid != 0) {
            return current;
        }
        ServerUser owner = ownerOf(home, false);
        return owner.uid != 0 ? owner : new ServerUser(STEP_DOWN_ID, STEP_DOWN_ID, false);
    }

    /** By a file of theirs: the JDK's own query takes a user without a name for root. */
    private static ServerUser current(Path writable) throws IOException {
        Path file = Files.createTempFile(writable, "owner", "");
        try {
            return ownerOf(file, true);
        } finally {
            Files.delete(file);
        }
    }

    private static ServerUser ownerOf(Path path, boolean isCurrent) throws IOException {
        return new ServerUser(
                (Integer) Files.getAttribute(path, "unix:uid"),
                (Integer) Files.getAttribute(path, "unix:gid"),
                isCurrent);
    }

    /** Makes this user the owner of a folder and everything in it. */
    void own(Path folder) throws IOException {
        if (isCurrent) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) tree::iterator) {
                Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }
}
