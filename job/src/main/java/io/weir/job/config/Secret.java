package io.weir.job.config;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Something that must not be seen, such as a password. Its text form never holds it.
 *
 * <p>A secret in a file travels as the file's path and is read where it is used, so that it is not
 * stored with the job.
 */
public final class Secret implements Serializable {

    private static final long serialVersionUID = 1;

    private final String value;
    private final String file;

    private Secret(String value, String file) {
        this.value = value;
        this.file = file;
    }

    public static Secret ofValue(String value) {
        return new Secret(Objects.requireNonNull(value), null);
    }

    /** The content of a file without the line break at its end. */
    public static Secret inFile(String file) {
        return new Secret(null, Objects.requireNonNull(file));
    }

    /**
     * The secret itself, read from its file if it is in one.
     *
     * @throws ConfigurationException if the file cannot be read or is empty
     */
    public String reveal() {
        return value != null ? value : readFile();
    }

    private String readFile() {
        try {
            String content = Files.readString(Path.of(file)).replaceFirst("\\R\\z", "");
            if (content.isEmpty()) {
                throw unreadable("it is empty");
            }
            return content;
        } catch (IOException e) {
            throw unreadable(e.getClass().getSimpleName());
        }
    }

    private ConfigurationException unreadable(String reason) {
        return new ConfigurationException(
                List.of("The secret in " + file + " cannot be read: " + reason + "."));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && Objects.equals(value, secret.value)
                && Objects.equals(file, secret.file);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, file);
    }

    /** Where the secret is, never the secret. */
    @Override
    public String toString() {
        return value != null ? "(secret)" : "(secret in " + file + ")";
    }
}
