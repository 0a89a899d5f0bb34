package io.weir.codec.element;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads files of elements: comma separated, a header line, one element a line. Blank lines and
 * lines that begin with {@code #} say nothing.
 *
 * <pre>
 * space,id,name,type,semantics
 * iana,1,octetDeltaCount,unsigned64,deltaCounter
 * </pre>
 */
final class ElementFile {

    /** An element and where it stands. */
    record Entry(InformationElement element, String origin, int line) {}

    static final String HEADER = "space,id,name,type,semantics";

    private static final int HIGHEST_ID = 0xffff;
    private static final int HIGHEST_IPFIX_ID = 0x7fff;

    /** Of the IANA registry of data type semantics. */
    private static final Set<String> SEMANTICS =
            Set.of(
                    "quantity",
                    "totalCounter",
                    "deltaCounter",
                    "identifier",
                    "flags",
                    "list",
                    "snmpCounter",
                    "snmpGauge");

    /** What IANA writes where a value has none of the semantics. */
    private static final String WITHOUT_SEMANTICS = "default";

    private final String origin;
    private final Map<ElementSpace, Map<Integer, Integer>> lines = new HashMap<>();
    private int line;

    private ElementFile(String origin) {
        this.origin = origin;
    }

    /**
     * @param origin what messages call the file
     * @throws ElementFileException if a line is not an element, or an element stands there twice
     */
    static List<Entry> parse(String text, String origin) {
        return new ElementFile(origin).entries(text);
    }

    private List<Entry> entries(String text) {
        List<Entry> entries = new ArrayList<>();
        boolean headed = false;
        for (String raw : text.split("\\R", -1)) {
            line++;
            String content = raw.strip();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            if (headed) {
                entries.add(new Entry(element(content), origin, line));
            } else if (content.equals(HEADER)) {
                headed = true;
            } else {
                throw error("'" + content + "' in place of the header. Write " + HEADER + " first");
            }
        }
        return entries;
    }

    private InformationElement element(String content) {
        String[] columns = content.split(",", -1);
        if (columns.length != 5) {
            throw error(
                    "%d columns in '%s'. Write five: %s (semantics may be empty)"
                            .formatted(columns.length, content, HEADER));
        }
        ElementSpace space = space(columns[0].strip());
        int id = id(space, columns[1].strip());
        String name = name(columns[2].strip());
        ElementType type = type(columns[3].strip());
        return new InformationElement(space, id, name, type, semantics(columns[4].strip()));
    }

    private ElementSpace space(String label) {
        ElementSpace space = ElementSpace.ofLabel(label);
        if (space == null) {
            throw error(
                    "space '"
                            + label
                            + "'. Write iana, netflow9, netflow9-scope or a private enterprise"
                            + " number from 1 to 4294967295");
        }
        if (space.equals(ElementSpace.REVERSE)) {
            throw error("space 29305 follows from the iana elements. Write the iana element");
        }
        if (space.equals(ElementSpace.CONVERTED_NETFLOW_V9)) {
            throw error(
                    "space 4294967295 follows from the netflow9 elements. Write the netflow9"
                            + " element");
        }
        return space;
    }

    private int id(ElementSpace space, String text) {
        // The highest bit of an IPFIX field specifier says that an enterprise number follows.
        int highest = space.number() < 0 ? HIGHEST_ID : HIGHEST_IPFIX_ID;
        int id = (int) DecimalText.parse(text, highest);
        if (id < 0) {
            throw error("id '" + text + "'. Write a number from 0 to " + highest);
        }
        Integer first = lines.computeIfAbsent(space, key -> new HashMap<>()).putIfAbsent(id, line);
        if (first != null) {
            throw error(
                    "%s:%d is in line %d already. Remove one of the two"
                            .formatted(space.label(), id, first));
        }
        return id;
    }

    private String name(String text) {
        boolean valid = !text.isEmpty() && isLetter(text.charAt(0));
        for (int i = 1; valid && i < text.length(); i++) {
            char c = text.charAt(i);
            valid = isLetter(c) || (c >= '0' && c <= '9');
        }
        if (!valid) {
            throw error(
                    "name '%s'. Write letters and digits, a letter first: clientOctets"
                            .formatted(text));
        }
        return text;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private ElementType type(String label) {
        ElementType type = ElementType.ofLabel(label);
        if (type == null) {
            throw error(
                    "type '"
                            + label
                            + "'. Write an abstract data type of IPFIX, such as unsigned32, string"
                            + " or ipv4Address; octetArray if it is not known");
        }
        return type;
    }

    private String semantics(String text) {
        if (text.isEmpty() || text.equals(WITHOUT_SEMANTICS)) {
            return "";
        }
        if (!SEMANTICS.contains(text)) {
            throw error(
                    "semantics '"
                            + text
                            + "'. Write data type semantics of IPFIX, such as deltaCounter,"
                            + " identifier or flags, or nothing");
        }
        return text;
    }

    private ElementFileException error(String error) {
        return new ElementFileException(origin, line, error);
    }
}
