package io.weir.job.documents;

import java.util.Locale;

/** How ids of counters and reasons are spelled in documents. */
public final class FieldName {

    private FieldName() {}

    /** The same in lower case with underscores: {@code setsWithoutTemplate}, {@code too-short}. */
    public static String of(String id) {
        return id.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replace('-', '_')
                .toLowerCase(Locale.ROOT);
    }
}
