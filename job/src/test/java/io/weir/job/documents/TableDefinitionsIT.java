package io.weir.job.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/reference/tables.sql, against the documents that Weir writes. */
class TableDefinitionsIT {

    private static final Path DEFINITIONS = Path.of("..", "docs", "reference", "tables.sql");

    /** What {@link GoldenDocument} compares Weir's documents with. */
    private static final Path DOCUMENTS =
            Path.of("src", "test", "resources", "io", "weir", "job", "documents");

    private final TableEnvironment tables =
            TableEnvironment.create(EnvironmentSettings.inStreamingMode());

    @TempDir private Path folder;

    @BeforeEach
    void define() throws IOException {
        for (String statement : statements(Files.readString(DEFINITIONS))) {
            if (statement.startsWith("CREATE")) {
                tables.executeSql(statement);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "weir_flows,   (exported|netflow|ipfix).*",
        "weir_alerts,  alert.*",
        "weir_rollups, rollup.*",
        "weir_topn,    topn.*"
    })
    void everyColumnHasAValueInSomeMessage(String table, String files) throws Exception {
        int messages = writeMessages(files);
        tables.executeSql(
                "CREATE TABLE messages WITH ('connector' = 'filesystem', 'path' = '"
                        + folder.toUri()
                        + "', 'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601')"
                        + " LIKE "
                        + table
                        + " (EXCLUDING OPTIONS EXCLUDING WATERMARKS)");
        Set<String> seen = new HashSet<>();
        int rows = 0;
        CloseableIterator<Row> iterator = tables.executeSql("SELECT * FROM messages").collect();
        try {
            while (iterator.hasNext()) {
                addPaths(iterator.next(), "", seen);
                rows++;
            }
        } finally {
            iterator.close();
        }

        assertThat(rows).isEqualTo(messages);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(columns(table));
    }

    @Test
    void whatIsReadFromKafkaCanBeWrittenToElasticsearch() throws IOException {
        String example =
                Files.readString(DEFINITIONS)
                        .lines()
                        .dropWhile(line -> !line.startsWith("-- INSERT"))
                        .map(line -> line.replace("-- ", "").replace(";", " "))
                        .reduce("", (before, line) -> before + "\n" + line);

        assertThat(tables.explainSql(example.strip()))
                .contains("talks_by_country", "weir_flows", "TUMBLE");
    }

    private static List<String> statements(String text) {
        String plain =
                text.lines()
                        .filter(line -> !line.startsWith("--"))
                        .reduce("", (before, line) -> before + line + "\n");
        return List.of(plain.split(";\n")).stream().map(String::strip).toList();
    }

    private int writeMessages(String names) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> lines = new ArrayList<>();
        try (var files = Files.list(DOCUMENTS)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().matches(names)) {
                    lines.add(json.readTree(file.toFile()).toString());
                }
            }
        }
        Files.write(folder.resolve("messages.json"), lines);
        return lines.size();
    }

    private static void addPaths(Row row, String above, Set<String> to) {
        for (String name : row.getFieldNames(true)) {
            Object value = row.getField(name);
            if (value instanceof Row inner) {
                addPaths(inner, above + name + ".", to);
            } else if (value != null) {
                to.add(above + name);
            }
        }
    }

    private List<String> columns(String table) {
        List<String> paths = new ArrayList<>();
        for (Column column : tables.from(table).getResolvedSchema().getColumns()) {
            addPaths(column.getDataType().getLogicalType(), column.getName(), paths);
        }
        return paths;
    }

    private static void addPaths(LogicalType type, String path, List<String> to) {
        if (type instanceof RowType row) {
            row.getFields()
                    .forEach(field -> addPaths(field.getType(), path + "." + field.getName(), to));
        } else {
            to.add(path);
        }
    }
}
