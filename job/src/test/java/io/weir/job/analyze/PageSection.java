package io.weir.job.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of the page on detections that an integration test keeps, and writes with {@code
 * -Dweir.docs.write}: from the line that names the test to the next that says it ends.
 */
final class PageSection {

    private static final Path PAGE = Path.of("..", "docs", "reference", "detections.md");
    private static final String END = "<!-- end -->\n";

    private final String test;
    private final String begin;

    /**
     * @param test whose section it is
     */
    PageSection(Class<?> test) {
        this.test = test.getSimpleName();
        this.begin = "<!-- " + this.test + " writes this -->\n";
    }

    /**
     * Asserts that the section begins with a text, which is written first where that is asked for.
     */
    void beginsWith(String text) throws IOException {
        if (System.getProperty("weir.docs.write") != null) {
            write(text);
        }
        assertThat(PAGE)
                .as(
                        "%s is stale. Write it anew: ./mvnw -pl job -am verify -Dweir.docs.write"
                                + " -Dit.test=%s -Dtest=NoSuchTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false"
                                + " -Dfailsafe.failIfNoSpecifiedTests=false",
                        PAGE, test)
                .content()
                .contains(begin + text);
    }

    private void write(String text) throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(begin) + begin.length();
        Files.writeString(
                PAGE, page.substring(0, from) + text + page.substring(page.indexOf(END, from)));
    }
}
