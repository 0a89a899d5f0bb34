package io.weir.job.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.documents.fields.Field;
import io.weir.job.documents.fields.FieldCatalogue;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElastiFlowFieldsTest {

    @TempDir private Path folder;

    @Test
    void someFlowHasEachFieldThatFlowsHadThere() throws Exception {
        assertThat(WrittenFields.ofAllSamples(folder))
                .containsAll(ElastiFlowFields.types().keySet());
    }

    @Test
    void declaresThemWithTheSameTypes() {
        Map<String, String> declared =
                FieldCatalogue.fields().stream()
                        .collect(Collectors.toMap(Field::name, field -> field.type().label()));

        assertThat(declared).containsAllEntriesOf(ElastiFlowFields.types());
    }
}
