package io.weir.testing;

import java.nio.file.Path;

/** Captures of exports of real devices, which lie outside of the project. */
public final class Captures {

    private static final String SETTING = "WEIR_CAPTURES";

    private Captures() {}

    /**
     * Where they are looked for: the system property or environment variable {@code WEIR_CAPTURES},
     * else {@code shared/captures} beside the project. The folder may not be there.
     */
    public static Path folder() {
        String configured = System.getProperty(SETTING, System.getenv().get(SETTING));
        return configured != null
                ? Path.of(configured)
                : Path.of("").toAbsolutePath().getParent().resolveSibling("shared/captures");
    }
}
