package io.weir.job.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillDirectoryCheckTest {

    @TempDir private Path folder;

    @Test
    void passesAFolderThatCanBeMade() {
        Path directory = folder.resolve("spool/weir");

        assertThat(new SpillDirectoryCheck(directory, 1).perform().status())
                .isEqualTo(Finding.Status.OK);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void warnsOfADiskThatIsTooSmall() {
        Finding finding = new SpillDirectoryCheck(folder, Long.MAX_VALUE).perform();

        assertThat(finding.status()).isEqualTo(Finding.Status.WARNING);
        assertThat(finding.detail()).contains("elasticsearch.spill-size");
    }

    @Test
    void failsWhereNothingCanBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        Finding finding = new SpillDirectoryCheck(file, 1).perform();

        assertThat(finding.isFailure()).isTrue();
        assertThat(finding.detail()).contains("cannot be written");
    }
}
