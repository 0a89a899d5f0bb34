package io.weir.operators.enrich.geo;

import io.weir.operators.enrich.file.FileLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Opens a database of a certain kind. Compared by identity: the constants are the only instances.
 *
 * @param <R> what a record says
 */
final class GenerationLoader<R> implements FileLoader<Generation<R>> {

    static final GenerationLoader<Place> PLACES =
            new GenerationLoader<>(List.of("City", "Country", "Enterprise"), Records::place);
    static final GenerationLoader<AutonomousSystem> AUTONOMOUS_SYSTEMS =
            new GenerationLoader<>(List.of("ASN", "ISP"), Records::autonomousSystem);

    private final List<String> types;
    private final RecordReader<R> reader;

    private GenerationLoader(List<String> types, RecordReader<R> reader) {
        this.types = types;
        this.reader = reader;
    }

    @Override
    public Generation<R> load(Path path) throws IOException {
        return new Generation<>(open(path), reader, null);
    }

    @Override
    public Generation<R> reload(Path path, Generation<R> previous) throws IOException {
        return new Generation<>(open(path), reader, previous);
    }

    private DatabaseFile open(Path path) throws IOException {
        DatabaseFile file = DatabaseFile.open(path);
        String type = file.metadata().databaseType();
        if (types.stream().noneMatch(type::contains)) {
            file.close();
            throw new IOException(
                    "it is a "
                            + type
                            + " database; what is needed here is one of "
                            + String.join(", ", types));
        }
        return file;
    }
}
