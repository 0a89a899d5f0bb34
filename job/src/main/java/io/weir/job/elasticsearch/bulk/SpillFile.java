package io.weir.job.elasticsearch.bulk;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request on disk. Its name tells when it was put there and how many documents it has, so that
 * these are known even if the file is damaged: {@code 1795262400123-000042-2000.bulk}.
 *
 * @param name by which the files of a stream are in the order of their age
 * @param bytes the length of the file
 */
record SpillFile(Path folder, String name, int documents, long bytes) {

    /** The oldest first. */
    static final Comparator<SpillFile> BY_AGE = Comparator.comparing(SpillFile::name);

    private static final String PART = ".part";
    private static final int NUMBERS = 1_000_000;
    private static final Pattern NAME =
            Pattern.compile("\\d{13}-\\d{6}-(\\d{1,9})\\.bulk(\\.part)?");

    /**
     * Writes a request. It is under its name only when it is complete. It is not forced to the disk
     * itself, which may take long: a crash of the process loses nothing, one of the machine may.
     *
     * @param millis now
     * @param number counts files, for those of the same millisecond
     */
    static SpillFile write(Path folder, long millis, int number, Bulk bulk) throws IOException {
        String name = String.format("%013d-%06d-%d.bulk", millis, number % NUMBERS, bulk.items());
        SpillFile file = new SpillFile(folder, name, bulk.items(), SpillFormat.length(bulk));
        Path part = folder.resolve(name + PART);
        try {
            // Unlike a channel, it does not end with the interrupt that cancels a task.
            try (OutputStream to = new FileOutputStream(part.toFile())) {
                SpillFormat.write(bulk, to);
            }
            Files.move(part, file.path(), StandardCopyOption.ATOMIC_MOVE);
            return file;
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    /** The file of that path; empty if it is another one. */
    static Optional<SpillFile> of(Path path) throws IOException {
        String name = path.getFileName().toString();
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(
                        new SpillFile(
                                path.getParent(),
                                name,
                                Integer.parseInt(matcher.group(1)),
                                Files.size(path)))
                : Optional.empty();
    }

    Path path() {
        return folder.resolve(name);
    }

    /** Whether whoever wrote it did not get to the end. */
    private boolean isPart() {
        return name.endsWith(PART);
    }

    /**
     * The request.
     *
     * @throws DamagedSpillException if it is not in it
     * @throws IOException if it cannot be read, or only by a later version
     */
    Bulk read() throws IOException {
        if (isPart()) {
            throw new DamagedSpillException("was not written to its end");
        }
        try (InputStream from = new FileInputStream(path().toFile())) {
            return SpillFormat.read(from.readAllBytes());
        }
    }
}
