package io.weir.job.geoip;

import com.maxmind.db.Reader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * Keeps databases in a folder as new as MaxMind's. Each is checked against its SHA-256 and opened
 * before it takes the old one's place in one step; the checksum stays beside it, so that what has
 * not changed is not fetched again.
 */
public final class DatabaseUpdate {

    /** Where MaxMind serves its databases. */
    public static final URI MAXMIND = URI.create("https://download.maxmind.com");

    /** What MaxMind's licence asks to be shown with GeoLite data. */
    public static final String ATTRIBUTION =
            "This product includes GeoLite Data created by MaxMind, available from"
                    + " https://www.maxmind.com.";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final DatabaseDownload download;
    private final Path folder;

    /**
     * @param base {@link #MAXMIND} or a mirror of it
     * @param folder where the databases lie as {@code EDITION.mmdb}; made if needed
     */
    public DatabaseUpdate(URI base, MaxMindAccount account, Path folder) {
        this(base, account, folder, PATIENCE);
    }

    /**
     * @param patience the longest that nothing may come of a download that has begun
     */
    DatabaseUpdate(URI base, MaxMindAccount account, Path folder, Duration patience) {
        download = new DatabaseDownload(base, account, patience);
        this.folder = folder;
    }

    /**
     * Fetches an edition if there is a newer one.
     *
     * @param edition such as {@code GeoLite2-City}
     * @throws GeoIpException if that failed; what was there before is still there
     */
    public UpdatedDatabase update(String edition) throws GeoIpException, InterruptedException {
        Path file = folder.resolve(edition + ".mmdb");
        Path checksumFile = folder.resolve(edition + ".tar.gz.sha256");
        String checksum = download.checksum(edition);
        try {
            Files.createDirectories(folder);
            if (isCurrent(file, checksumFile, checksum)) {
                return new UpdatedDatabase(file, buildTime(file), false);
            }
            Path archive = unfinished(edition + ".tar.gz");
            try {
                fetch(edition, archive, checksum);
                Instant built = replace(file, archive);
                Files.writeString(checksumFile, checksum + "\n");
                return new UpdatedDatabase(file, built, true);
            } finally {
                Files.deleteIfExists(archive);
            }
        } catch (IOException e) {
            throw new GeoIpException(
                    String.format(
                            "%s cannot be put into %s (%s): check the space and the rights there.",
                            edition, folder.toAbsolutePath(), reason(e)),
                    e);
        }
    }

    private static boolean isCurrent(Path file, Path checksumFile, String checksum)
            throws IOException {
        return Files.exists(file)
                && Files.exists(checksumFile)
                && Files.readString(checksumFile).strip().equals(checksum);
    }

    private void fetch(String edition, Path archive, String checksum)
            throws IOException, GeoIpException, InterruptedException {
        MessageDigest digest = sha256();
        try (InputStream body = new DigestInputStream(download.archive(edition), digest);
                OutputStream out = Files.newOutputStream(archive)) {
            copy(body, out);
        }
        String actual = HexFormat.of().formatHex(digest.digest());
        if (!actual.equals(checksum)) {
            throw new GeoIpException(
                    String.format(
                            "%s came damaged: its SHA-256 is %s and should be %s. Try again.",
                            edition, actual, checksum));
        }
    }

    /** Failures of the network and of the disk have different cures. */
    private void copy(InputStream body, OutputStream out) throws IOException, GeoIpException {
        byte[] buffer = new byte[1 << 16];
        while (true) {
            int bytes;
            try {
                bytes = body.read(buffer);
            } catch (IOException e) {
                throw download.unreachable(e);
            }
            if (bytes < 0) {
                return;
            }
            out.write(buffer, 0, bytes);
        }
    }

    private Instant replace(Path file, Path archive) throws IOException {
        Path next = unfinished(file.getFileName().toString());
        try {
            try (InputStream gzip = new GZIPInputStream(Files.newInputStream(archive));
                    InputStream content = TarArchive.seek(gzip, ".mmdb")) {
                Files.copy(content, next, StandardCopyOption.REPLACE_EXISTING);
            }
            Instant built = buildTime(next);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            return built;
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** Not made by createTempFile, which nobody but this user could read. */
    private Path unfinished(String name) {
        return folder.resolve("." + name + "." + ProcessHandle.current().pid());
    }

    private static Instant buildTime(Path file) throws IOException {
        try (Reader reader = new Reader(file.toFile())) {
            return reader.getMetadata().buildTime();
        }
    }

    private static String reason(IOException e) {
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
