package io.weir.job.documents;

import com.squareup.wire.ProtoAdapter;
import com.squareup.wire.schema.EnumType;
import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.MessageType;
import com.squareup.wire.schema.Schema;
import com.squareup.wire.schema.SchemaLoader;
import com.squareup.wire.schema.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The schema of messages as it is published, and messages read by it with other code than ours. */
public final class MessageSchema {

    private static final String PACKAGE = "weir.v1.";
    private static final Schema SCHEMA = load();

    private MessageSchema() {}

    private static Schema load() {
        SchemaLoader loader = new SchemaLoader(FileSystems.getDefault());
        loader.initRoots(
                List.of(Location.get("src/main/resources", "weir/v1/messages.proto")), List.of());
        return loader.loadSchema();
    }

    /**
     * Reads a message.
     *
     * @param type its name without the package
     * @return values by the names of the fields, by tag where the schema has none
     */
    @SuppressWarnings("unchecked") // what the adapter of a message gives
    public static Map<String, Object> read(String type, byte[] message) {
        ProtoAdapter<Object> adapter = SCHEMA.protoAdapter(PACKAGE + type, true);
        try {
            return new TreeMap<>((Map<String, Object>) adapter.decode(message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the fields of a message. */
    static List<String> fields(String type) {
        return ((MessageType) SCHEMA.getType(PACKAGE + type))
                .getFieldsAndOneOfFields().stream().map(Field::getName).toList();
    }

    /** One line of each field and each constant: where it is, number, name, label and type. */
    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        SCHEMA.protoFile("weir/v1/messages.proto").getTypes().stream()
                .flatMap(MessageSchema::withNested)
                .forEach(type -> addLines(type, lines));
        return lines;
    }

    private static Stream<Type> withNested(Type type) {
        return Stream.concat(
                Stream.of(type), type.getNestedTypes().stream().flatMap(MessageSchema::withNested));
    }

    private static void addLines(Type type, List<String> lines) {
        if (type instanceof MessageType message) {
            for (Field field : message.getFieldsAndOneOfFields()) {
                lines.add(
                        String.format(
                                "%s %d %s %s%s",
                                type.getType(),
                                field.getTag(),
                                field.getName(),
                                field.isRepeated() ? "repeated " : "",
                                field.getType()));
            }
        } else if (type instanceof EnumType constants) {
            constants
                    .getConstants()
                    .forEach(
                            constant ->
                                    lines.add(
                                            String.format(
                                                    "%s %d %s",
                                                    type.getType(),
                                                    constant.getTag(),
                                                    constant.getName())));
        }
    }
}
