package io.weir.codec.element;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A registry of information elements, by number and by name. Immutable. */
public final class InformationElements {

    /** Loads what ships with Weir when it is first asked for. */
    private static final class BuiltIn {

        static final InformationElements ELEMENTS =
                new InformationElements(new TreeMap<>()).with(BuiltInFiles.read());

        private BuiltIn() {}
    }

    private static final int ID_BITS = 16;
    private static final int CONVERTED_FROM = 32_768;

    /** Numbers of space and id as one, ascending: found without an object made to ask for it. */
    private final long[] keys;

    /** In the order of {@link #keys}. */
    private final InformationElement[] elements;

    private final Map<ElementSpace, Map<String, InformationElement>> byName = new HashMap<>();

    private InformationElements(SortedMap<Long, InformationElement> byKey) {
        keys = byKey.keySet().stream().mapToLong(Long::longValue).toArray();
        elements = byKey.values().toArray(InformationElement[]::new);
        for (InformationElement element : elements) {
            byName.computeIfAbsent(element.space(), space -> new HashMap<>())
                    .putIfAbsent(element.name(), element);
        }
    }

    /** The elements that ship with Weir. */
    public static InformationElements builtIn() {
        return BuiltIn.ELEMENTS;
    }

    /**
     * The element that the space numbers so, or null if it is unknown. {@link ElementSpace#REVERSE}
     * has one for each IANA element, named as RFC 5103 §6.1 says.
     *
     * @param id 0 to 65,535
     */
    public InformationElement find(ElementSpace space, int id) {
        int at = Arrays.binarySearch(keys, key(space, id));
        return at < 0 ? null : elements[at];
    }

    /**
     * The element that a field type of NetFlow v9 means, or null if it is unknown: what NetFlow v9
     * numbers itself, else IANA's.
     *
     * @param type 0 to 65,535
     */
    public InformationElement netflowV9(int type) {
        InformationElement own = find(ElementSpace.NETFLOW_V9, type);
        return own != null ? own : find(ElementSpace.IANA, type);
    }

    /** The element that the space calls so, or null if there is none. */
    public InformationElement named(ElementSpace space, String name) {
        return byName.getOrDefault(space, Map.of()).get(name);
    }

    /** All elements, by the number of their space, then by id. */
    public List<InformationElement> all() {
        return List.of(elements);
    }

    /**
     * These elements and those of a file; where both have an element of a number, the file's.
     *
     * @param text of the file, see {@code docs/reference/information-elements.md}
     * @param origin what messages call the file
     * @throws ElementFileException if a line of the file is not an element, or gives it a name that
     *     another element of its space has
     */
    public InformationElements extendedBy(String text, String origin) {
        return with(ElementFile.parse(text, origin));
    }

    private InformationElements with(List<ElementFile.Entry> added) {
        SortedMap<Long, InformationElement> byKey = new TreeMap<>();
        for (int i = 0; i < keys.length; i++) {
            byKey.put(keys[i], elements[i]);
        }
        for (ElementFile.Entry entry : added) {
            InformationElement element = entry.element();
            byKey.put(key(element), element);
            InformationElement derived = derived(element);
            if (derived != null) {
                byKey.put(key(derived), derived);
            }
        }
        InformationElements extended = new InformationElements(byKey);
        for (ElementFile.Entry entry : added) {
            InformationElement element = entry.element();
            extended.requireNameOfItsOwn(entry, named(element.space(), element.name()));
            extended.requireNameOfItsOwn(entry, extended.named(element.space(), element.name()));
        }
        return extended;
    }

    /** Of elements that share a name, only one could be found by it. */
    private void requireNameOfItsOwn(ElementFile.Entry entry, InformationElement namesake) {
        InformationElement element = entry.element();
        if (namesake == null || namesake.id() == element.id()) {
            return;
        }
        // The file may have given the namesake another name.
        if (find(namesake.space(), namesake.id()).name().equals(element.name())) {
            throw new ElementFileException(
                    entry.origin(),
                    entry.line(),
                    "%s:%d is called %s already. Write another name"
                            .formatted(namesake.space().label(), namesake.id(), namesake.name()));
        }
    }

    /** What the element is called in a space that follows from its own, or null. */
    private static InformationElement derived(InformationElement element) {
        String name = element.name();
        if (element.space().equals(ElementSpace.IANA)) {
            String reverse = "reverse" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
            return new InformationElement(
                    ElementSpace.REVERSE,
                    element.id(),
                    reverse,
                    element.type(),
                    element.semantics());
        }
        if (element.space().equals(ElementSpace.NETFLOW_V9) && element.id() >= CONVERTED_FROM) {
            return new InformationElement(
                    ElementSpace.CONVERTED_NETFLOW_V9,
                    element.id() - CONVERTED_FROM,
                    name,
                    element.type(),
                    element.semantics());
        }
        return null;
    }

    private static long key(InformationElement element) {
        return key(element.space(), element.id());
    }

    private static long key(ElementSpace space, int id) {
        return (space.number() << ID_BITS) | id;
    }
}
