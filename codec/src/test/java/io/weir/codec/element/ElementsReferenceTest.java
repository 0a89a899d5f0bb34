package io.weir.codec.element;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ElementsReferenceTest {

    private static final Path PAGE =
            Path.of("").toAbsolutePath().resolveSibling("docs/reference/information-elements.md");

    private static final Pattern SPACE = Pattern.compile("\\| `([^`]+)` \\| .+ \\| (\\d+) \\|");
    private static final Pattern EXAMPLE = Pattern.compile("```\\n(.+?)```", Pattern.DOTALL);

    @Test
    void countsTheElementsOfEachSpace() throws IOException {
        Map<String, Long> counted = new HashMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher space = SPACE.matcher(line);
            if (space.matches()) {
                counted.put(space.group(1), Long.valueOf(space.group(2)));
            }
        }
        Map<String, Long> there =
                BuiltInFiles.read().stream()
                        .collect(groupingBy(entry -> entry.element().space().label(), counting()));

        assertThat(counted).isEqualTo(there);
    }

    @Test
    void showsAFileThatIsRead() throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(PAGE));

        assertThat(example.find()).isTrue();
        InformationElements extended =
                InformationElements.builtIn().extendedBy(example.group(1), PAGE.toString());
        assertThat(extended.named(new ElementSpace(32_473), "clientLatency")).isNotNull();
    }
}
