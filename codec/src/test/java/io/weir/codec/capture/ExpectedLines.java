package io.weir.codec.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The records that a capture is expected to have, compressed or not. */
final class ExpectedLines {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ExpectedLines() {}

    static List<JsonNode> of(Path folder) throws IOException {
        Path plain = folder.resolve("expected.jsonl");
        boolean compressed = !Files.exists(plain);
        Path file = compressed ? folder.resolve("expected.jsonl.gz") : plain;
        List<JsonNode> lines = new ArrayList<>();
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = compressed ? new GZIPInputStream(raw) : raw;
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    lines.add(JSON.readTree(line));
                }
            }
        }
        return lines;
    }
}
