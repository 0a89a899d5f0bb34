package io.weir.codec.sflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The file {@value #NAME} beside this class. */
final class StructureFile {

    private static final String NAME = "structures.txt";

    private StructureFile() {}

    static String text() {
        try (InputStream in = StructureFile.class.getResourceAsStream(NAME)) {
            if (in == null) {
                throw new IllegalStateException("The Weir build lacks " + NAME);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
