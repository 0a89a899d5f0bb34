package io.weir.job.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.documents.fields.Field;
import io.weir.job.documents.fields.FieldCatalogue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldCatalogueTest {

    @TempDir private Path folder;

    @Test
    void documentsHaveTheFieldsOfTheCatalogueAndNoOthers() throws Exception {
        assertThat(WrittenFields.ofAllSamples(folder)).containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void declaresEachFieldOnce() {
        assertThat(names()).doesNotHaveDuplicates();
    }

    @Test
    void saysOfEachFieldWhereItComesFromAndWhatItMeans() {
        assertThat(FieldCatalogue.fields())
                .allSatisfy(
                        field -> {
                            assertThat(field.origin()).as(field.name()).isNotBlank();
                            assertThat(field.meaning()).as(field.name()).endsWith(".");
                        });
    }

    private static List<String> names() {
        return FieldCatalogue.fields().stream().map(Field::name).toList();
    }
}
