package io.weir.job.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads a YAML file as flat settings: {@code a: {b: c}} is {@code a.b} with the text {@code c}.
 * Values stay as they are written: what they mean is the key's to say.
 */
final class YamlSettings {

    private final Path file;
    private final YAMLParser parser;
    private final Collection<String> errors;
    private final List<Setting> settings = new ArrayList<>();

    private YamlSettings(Path file, YAMLParser parser, Collection<String> errors) {
        this.file = file;
        this.parser = parser;
        this.errors = errors;
    }

    /** The settings in the order of the file; what is wrong with the file goes to the errors. */
    static List<Setting> read(Path file, Collection<String> errors) {
        try (YAMLParser parser = new YAMLFactory().createParser(Files.readString(file))) {
            YamlSettings reader = new YamlSettings(file, parser, errors);
            reader.readDocument();
            return reader.settings;
        } catch (NoSuchFileException e) {
            errors.add(file + ": there is no such file; name the right one with --config.");
        } catch (JsonProcessingException e) {
            errors.add(syntaxError(file, e));
        } catch (IOException e) {
            errors.add(
                    file + ": cannot be read as UTF-8 text: " + e.getClass().getSimpleName() + ".");
        }
        return List.of();
    }

    private void readDocument() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            return;
        }
        if (first != JsonToken.START_OBJECT) {
            errors.add(origin() + ": the file must be a mapping of keys to values.");
            return;
        }
        readMapping("");
        if (parser.nextToken() != null) {
            errors.add(origin() + ": there is a second document; only one is allowed.");
        }
    }

    private void readMapping(String prefix) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            readValue(prefix + parser.currentName(), origin());
        }
    }

    private void readValue(String key, String origin) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_OBJECT) {
            readMapping(key + ".");
        } else if (token == JsonToken.START_ARRAY) {
            settings.add(new Setting(key, readList(key), origin));
        } else {
            settings.add(new Setting(key, readScalar(key), origin));
        }
    }

    private String readList(String key) throws IOException {
        List<String> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (token.isStructStart()) {
                errors.add(key + ": a list of plain values is expected (" + origin() + ").");
                parser.skipChildren();
            } else {
                items.add(readScalar(key));
            }
        }
        return String.join(",", items);
    }

    private String readScalar(String key) throws IOException {
        if (parser.isCurrentAlias()) {
            errors.add(key + ": write the value instead of a YAML alias (" + origin() + ").");
        }
        return parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText();
    }

    private String origin() {
        return file + ", line " + parser.currentTokenLocation().getLineNr();
    }

    /** Leaves out the excerpt of the file that the parser's own message has: it may be a secret. */
    private static String syntaxError(Path file, JsonProcessingException e) {
        String line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
        String problem =
                e.getCause() instanceof MarkedYAMLException yaml ? ": " + yaml.getProblem() : "";
        return file + line + ": this is not valid YAML" + problem + ".";
    }
}
