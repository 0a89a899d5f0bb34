package io.weir.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the reference page as the keys are declared; writes it with {@code -Dweir.docs.write}. */
class ConfigurationReferenceTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "configuration.md");

    private static final Key<?> LAST_OF_DETECTIONS =
            DetectionsConfiguration.KEYS.get(DetectionsConfiguration.KEYS.size() - 1);

    private static final String INTRODUCTION =
            """
            # Configuration

            <!-- Made from the declarations in io.weir.job.config; do not edit. -->

            One YAML file, given with `--config`. A key is a path: `listen.queue` is `queue` in the
            section `listen`, and may also be written in one line, `listen.queue: 64MiB`. Every key
            can also be given

            - on the command line, `--set listen.queue=128MiB`, as often as needed;
            - in the environment, `WEIR_LISTEN_QUEUE=128MiB`: the key in upper case, with each dot
              and dash an underscore. Only what is set by network cannot.

            The command line goes before the environment, the environment before the file. Sizes and
            times carry their unit: `64MiB`, `30s`. A list is written `[2055, 4739]` in the file and
            `2055,4739` elsewhere. A key that does not exist is refused, and so is a variable that
            looks like one of these. `weir check --config weir.yaml` says all that is wrong, and
            whether what is named can be reached.
            """;

    @Test
    void pageIsAsTheKeysAreDeclared() throws IOException {
        String expected = page(WeirConfiguration.KEYS);
        if (System.getProperty("weir.docs.write") != null) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, expected);
        }

        assertThat(PAGE)
                .as(
                        "%s is stale. Write it anew: ./mvnw -pl job -am test -Dweir.docs.write"
                                + " -Dtest=ConfigurationReferenceTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false",
                        PAGE)
                .content()
                .isEqualTo(expected);
    }

    private static String page(List<Key<?>> keys) {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        String section = "";
        for (Key<?> key : keys) {
            if (!key.section().equals(section)) {
                section = key.section();
                page.append("\n## ").append(section).append("\n\n");
                page.append("| key | default | meaning | allowed |\n|---|---|---|---|\n");
            }
            page.append(row(key));
            if (key.equals(LAST_OF_DETECTIONS)) {
                page.append(row(DetectionsConfiguration.BY_NETWORK));
            }
        }
        return page.toString();
    }

    /** One row for all keys that may be given for a label. */
    private static String row(KeysByLabel keys) {
        String label = keys.labelled().toUpperCase(Locale.ROOT);
        String section = keys.name().substring(0, keys.name().indexOf('.'));
        return String.format(
                "| `%s.%s.KEY` | that of `%s.KEY` | %s KEY is one of %s. | as there |\n",
                keys.name(),
                label,
                section,
                keys.meaning(),
                keys.keys().stream()
                        .map(key -> "`" + key.name().substring(section.length() + 1) + "`")
                        .collect(Collectors.joining(", ")));
    }

    private static String row(Key<?> key) {
        return String.format(
                "| `%s` | %s | %s | %s |\n",
                key.name(),
                key.defaultText() == null ? "none" : "`" + key.defaultText() + "`",
                key.meaning(),
                key.type().allowed().replace("|", "\\|").replace("*", "\\*").replace("_", "\\_"));
    }
}
