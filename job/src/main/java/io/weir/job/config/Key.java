package io.weir.job.config;

import java.util.Locale;
import java.util.Optional;

/**
 * A configuration key. Whatever is known about a key is in its declaration: reading, error messages
 * and the reference page all come from it.
 *
 * @param name dotted and in lower case, as in {@code listen.receive-buffer}
 * @param type what the key takes
 * @param defaultText its default, written as a user would; null if there is none
 * @param meaning one sentence for the reference page
 */
record Key<T>(String name, ValueType<T> type, String defaultText, String meaning) {

    static final String VARIABLE_PREFIX = "WEIR_";

    static <T> Key<T> of(String name, ValueType<T> type, String defaultText, String meaning) {
        return new Key<>(name, type, defaultText, meaning);
    }

    static <T> Key<T> withoutDefault(String name, ValueType<T> type, String meaning) {
        return new Key<>(name, type, null, meaning);
    }

    /** The part before the first dot. */
    String section() {
        return name.substring(0, name.indexOf('.'));
    }

    /** The environment variable that sets this key. */
    String variable() {
        return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** How the variables of all keys in this section begin. */
    String variablesOfSection() {
        return VARIABLE_PREFIX + section().toUpperCase(Locale.ROOT) + "_";
    }

    /** The default; null if there is none. */
    T defaultValue() {
        return Optional.ofNullable(defaultText).map(this::parseDefault).orElse(null);
    }

    private T parseDefault(String text) {
        return type.parse(text)
                .orElseThrow(
                        () -> new IllegalStateException(name + " does not allow its own default."));
    }
}
