package io.weir.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The programs in C, compiled into a folder when they are first needed. */
record NativePrograms(Path folder) {

    /** Compiles a program and returns it. */
    Path compile(String name) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path source = folder.resolve(name + ".c");
        try (InputStream in = NativePrograms.class.getResourceAsStream(name + ".c")) {
            Files.copy(in, source, StandardCopyOption.REPLACE_EXISTING);
        }
        Path program = folder.resolve(name);
        List<String> command =
                List.of("cc", "-O2", "-pthread", "-o", program.toString(), source.toString());
        Process compiler;
        try {
            compiler = new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            throw new LoadException(
                    "There is no C compiler (cc): install one, Debian's package is gcc.", e);
        }
        if (compiler.waitFor() != 0) {
            throw new LoadException("This failed: " + String.join(" ", command));
        }
        return program;
    }
}
