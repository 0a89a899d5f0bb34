package io.weir.testing;

import java.nio.file.Path;

/** Folders of what the tests of one JVM share. The build can run tests in several JVMs at once. */
public final class ForkFolder {

    private ForkFolder() {}

    /** In {@code target/} of the module, and no other JVM's. */
    public static Path of(String name) {
        return Path.of("target", name + "-" + System.getProperty("weir.test.fork", "jvm"));
    }
}
