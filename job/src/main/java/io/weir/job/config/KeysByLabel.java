package io.weir.job.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Keys of a section that may be given once more for each of what the operator gave a label: {@code
 * detections.by-network.guests.p2p.hosts} is {@code detections.p2p.hosts} for {@code guests}.
 *
 * @param name of all of them, before the label, as in {@code detections.by-network}
 * @param labelled what has the labels, one word
 * @param keys those that may, all of one section
 * @param meaning one sentence for the reference page
 */
record KeysByLabel(String name, String labelled, List<Key<?>> keys, String meaning) {

    KeysByLabel {
        keys = List.copyOf(keys);
    }

    /** A key for a label. */
    record LabelledKey(String label, Key<?> key) {}

    /** What a name stands for; empty if no key is called so. The label may have dots in it. */
    Optional<LabelledKey> find(String givenName) {
        return keys.stream()
                .flatMap(
                        key ->
                                label(givenName, key.name()).stream()
                                        .map(label -> new LabelledKey(label, key)))
                .findFirst();
    }

    /** The name of a key for a label. */
    String nameOf(String label, String key) {
        return prefix() + label + inSection(key);
    }

    /** The names of all keys for a label. */
    List<String> namesOf(String label) {
        return keys.stream().map(key -> nameOf(label, key.name())).toList();
    }

    /** The same for any label, as the reference page calls it. */
    List<String> namesOfAny() {
        return namesOf(labelled.toUpperCase(Locale.ROOT));
    }

    /** Whether a name, right or wrong, is about one of these keys, or about all. */
    boolean isMeantBy(String givenName) {
        return givenName.equals(name) || givenName.startsWith(prefix());
    }

    /** The label that was meant in such a name; empty if it has none. */
    Optional<String> labelIn(String givenName) {
        return Optional.of(givenName)
                .filter(given -> given.startsWith(prefix()))
                .map(given -> given.substring(prefix().length()).split("\\.", 2)[0])
                .filter(label -> !label.isEmpty());
    }

    /**
     * The key of the section that a name stands for, whether it may be given for a label or not.
     */
    Optional<String> withoutLabel(String givenName, Collection<String> allKeys) {
        return allKeys.stream()
                .filter(key -> section().equals(key.substring(0, key.indexOf('.'))))
                .filter(key -> label(givenName, key).isPresent())
                .findFirst();
    }

    /** How a variable begins that was meant to set one of them. */
    String variablePrefix() {
        return Key.withoutDefault(name, ValueType.text(), meaning).variable();
    }

    /** The label in a name, if that is one of a key for a label. */
    private Optional<String> label(String givenName, String key) {
        String rest = inSection(key);
        int end = givenName.length() - rest.length();
        return end > prefix().length() && givenName.startsWith(prefix()) && givenName.endsWith(rest)
                ? Optional.of(givenName.substring(prefix().length(), end))
                : Optional.empty();
    }

    private String section() {
        return name.substring(0, name.indexOf('.'));
    }

    private String prefix() {
        return name + ".";
    }

    /** What a key's name has after its section, with the dot. */
    private static String inSection(String key) {
        return key.substring(key.indexOf('.'));
    }
}
