package io.weir.job.elasticsearch;

import io.weir.codec.element.ElementType;
import io.weir.codec.element.InformationElement;
import io.weir.codec.element.InformationElements;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Names of information elements by what their values are in JSON, as regular expressions. */
final class ElementNames {

    /** What a value is in JSON, and how an index takes it. */
    private enum JsonType {
        INTEGER,
        NUMBER,
        BOOLEAN,
        TEXT,
        ADDRESS
    }

    /** Of each name, what its values are: enterprises call different things alike. */
    private static final Map<String, Set<JsonType>> TYPES =
            InformationElements.builtIn().all().stream()
                    .filter(element -> !element.type().isList())
                    .collect(
                            Collectors.groupingBy(
                                    InformationElement::name,
                                    TreeMap::new,
                                    Collectors.mapping(
                                            element -> jsonType(element.type()),
                                            Collectors.toCollection(
                                                    () -> EnumSet.noneOf(JsonType.class)))));

    private ElementNames() {}

    private static JsonType jsonType(ElementType type) {
        return switch (type) {
            case FLOAT_32, FLOAT_64 -> JsonType.NUMBER;
            case BOOLEAN -> JsonType.BOOLEAN;
            case IPV4_ADDRESS, IPV6_ADDRESS -> JsonType.ADDRESS;
            case STRING, OCTET_ARRAY, MAC_ADDRESS -> JsonType.TEXT;
            default -> JsonType.INTEGER;
        };
    }

    /** Names whose values are addresses, always. */
    static String ofAddresses() {
        return matching(types -> types.equals(EnumSet.of(JsonType.ADDRESS)));
    }

    /**
     * Names whose values are now of one type and now of another: the index must not choose by the
     * first that comes.
     */
    static String ofSeveralTypes() {
        return matching(types -> types.size() > 1);
    }

    private static String matching(Predicate<Set<JsonType>> types) {
        return TYPES.entrySet().stream()
                .filter(name -> types.test(name.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining("|", "^(", ")$"));
    }
}
