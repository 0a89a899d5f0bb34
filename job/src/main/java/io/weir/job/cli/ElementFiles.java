package io.weir.job.cli;

import io.weir.codec.element.ElementFileException;
import io.weir.codec.element.InformationElements;
import io.weir.job.config.ConfigurationException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads files of information elements that extend those that Weir knows. */
final class ElementFiles {

    private ElementFiles() {}

    /**
     * The elements that ship with Weir and those of the files; a later file wins.
     *
     * @throws ConfigurationException if a file cannot be read or is wrong
     */
    static InformationElements read(List<Path> files) {
        InformationElements elements = InformationElements.builtIn();
        for (Path file : files) {
            try {
                elements = elements.extendedBy(Files.readString(file), file.toString());
            } catch (ElementFileException e) {
                throw wrong(e.getMessage());
            } catch (NoSuchFileException e) {
                throw wrong("--elements: there is no file " + file + ". Name one that exists.");
            } catch (CharacterCodingException e) {
                throw wrong("--elements: " + file + " is not text in UTF-8. Convert it.");
            } catch (IOException e) {
                throw wrong(
                        "--elements: %s cannot be read (%s). Name a file that can."
                                .formatted(file, e.getMessage()));
            }
        }
        return elements;
    }

    private static ConfigurationException wrong(String error) {
        return new ConfigurationException(List.of(error));
    }
}
