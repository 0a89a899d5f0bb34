package io.weir.job.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.documents.fields.Family;
import io.weir.job.documents.fields.Field;
import io.weir.job.documents.fields.FieldCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Keeps the reference page as the fields are declared; writes it with {@code -Dweir.docs.write}.
 */
class FieldReferenceTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "fields.md");

    private static final String INTRODUCTION =
            """
            # Fields of flows

            <!-- Made from the declarations in io.weir.job.documents.fields; do not edit. -->

            The documents in `weir-flows-YYYY.MM.DD`, one per flow, also under the alias
            `elastiflow-weir`: [ECS](https://www.elastic.co/guide/en/ecs/current/index.html) with the
            fields of ElastiFlow 4, so that its dashboards open on them. What an exporter does not tell
            is absent. Elements are those of [IANA](https://www.iana.org/assignments/ipfix/) by number;
            NetFlow v9 has the same, NetFlow v5 and sFlow what comes near them. `29305:N` is element N
            of the reverse direction (RFC 5103). Names such as `geoip.city` are keys of the
            [configuration](configuration.md).

            Bytes and packets are corrected for sampling, `weir.raw.*` are as exported. Numbers over
            9,223,372,036,854,775,807 are held at that. Keywords of more than 1,024 characters are in
            the document, but not found by searching. Nothing else is indexed, unless you
            [keep what exporters really sent](../how-to/original-records.md).

            What flow records have and documents do not: the IP version as exported (`network.type` is
            that of the addresses), the biflow direction (`weir.client.reason` says what it proved),
            and the time of an event, which is in `event.start` and `event.end`.
            """;

    @Test
    void pageIsAsTheFieldsAreDeclared() throws IOException {
        String expected = page();
        if (System.getProperty("weir.docs.write") != null) {
            Files.writeString(PAGE, expected);
        }

        assertThat(PAGE)
                .as(
                        "%s is stale. Write it anew: ./mvnw -pl job -am test -Dweir.docs.write"
                                + " -Dtest=FieldReferenceTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false",
                        PAGE)
                .content()
                .isEqualTo(expected);
    }

    private static String page() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (Family family : FieldCatalogue.FAMILIES) {
            page.append("\n## ").append(family.name()).append("\n\n").append(family.about());
            page.append("\n\n| field | type | from | meaning |\n|---|---|---|---|\n");
            for (Field field : family.fields()) {
                page.append(
                        String.format(
                                "| `%s` | %s | %s | %s |\n",
                                field.name(),
                                field.type().label(),
                                field.origin(),
                                field.meaning()));
            }
        }
        return page.toString();
    }
}
