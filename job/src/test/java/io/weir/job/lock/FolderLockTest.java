package io.weir.job.lock;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

    @TempDir private Path folder;

    @Test
    void hasOneHolderAtATime() throws IOException {
        assertThat(FolderLock.isHeld(folder)).isFalse();
        try (FolderLock lock = FolderLock.tryAcquire(folder).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(FolderLock.tryAcquire(folder)).isEmpty();
            assertThat(FolderLock.tryAcquire(folder.resolve("../" + folder.getFileName())))
                    .isEmpty();
            assertThat(FolderLock.isHeld(folder)).isTrue();
        }
        assertThat(FolderLock.isHeld(folder)).isFalse();
        FolderLock.tryAcquire(folder).orElseThrow().close();
    }

    /** The kernel gives up all locks of a file when its process closes any channel of it. */
    @Test
    void keepsOtherProcessesOutThoughThisOneAsksAgain() throws Exception {
        try (FolderLock lock = FolderLock.tryAcquire(folder).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(FolderLock.tryAcquire(folder)).isEmpty();
            assertThat(FolderLock.isHeld(folder)).isTrue();

            assertThat(heldForAnotherProcess()).isEqualTo("true");
        }
        assertThat(heldForAnotherProcess()).isEqualTo("false");
    }

    private String heldForAnotherProcess() throws Exception {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Asking.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String answer = new String(process.getInputStream().readAllBytes(), US_ASCII).strip();
        process.waitFor();
        return answer;
    }

    /** Another process. */
    static final class Asking {

        private Asking() {}

        public static void main(String[] args) throws IOException {
            System.out.println(FolderLock.isHeld(Path.of(args[0])));
        }
    }
}
