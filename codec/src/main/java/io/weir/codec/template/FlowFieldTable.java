package io.weir.codec.template;

import io.weir.codec.BuiltInText;
import io.weir.codec.element.ElementSpace;
import io.weir.codec.element.InformationElement;
import io.weir.codec.element.InformationElements;
import io.weir.codec.flow.FlowField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which elements fill which field of the flow record, in order of preference: what {@code
 * flow-fields.txt} says, which explains its own form.
 */
final class FlowFieldTable {

    /** Reads the table that ships with Weir when it is first asked for. */
    private static final class BuiltIn {

        static final FlowFieldTable TABLE =
                new FlowFieldTable(
                        BuiltInText.beside(FlowFieldTable.class, RESOURCE),
                        InformationElements.builtIn());

        private BuiltIn() {}
    }

    private static final String RESOURCE = "flow-fields.txt";
    private static final String NETFLOW_V9 = "netflow9";
    private static final String BY_INITIATOR = "by-initiator";

    private final InformationElements elements;
    private final Map<FlowField, List<FieldChoice>> choices = new EnumMap<>(FlowField.class);

    /**
     * @throws IllegalArgumentException if a line names a field, an element or an encoding that is
     *     not known, or an element whose type cannot fill its field
     */
    FlowFieldTable(String text, InformationElements elements) {
        this.elements = elements;
        FlowField field = null;
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> words = new ArrayList<>(List.of(line.strip().split("\\s+")));
            if (!Character.isWhitespace(line.charAt(0))) {
                field = FlowField.valueOf(words.remove(0));
            }
            for (String word : words) {
                choices.computeIfAbsent(field, key -> new ArrayList<>()).add(choice(field, word));
            }
        }
    }

    static FlowFieldTable builtIn() {
        return BuiltIn.TABLE;
    }

    /** In order of preference; empty for a field that no element fills. */
    List<FieldChoice> choices(FlowField field) {
        return choices.getOrDefault(field, List.of());
    }

    private FieldChoice choice(FlowField field, String word) {
        List<FieldSource> sources = new ArrayList<>();
        for (String source : word.split("/", -1)) {
            sources.add(source(field, source));
        }
        return new FieldChoice(sources);
    }

    private FieldSource source(FlowField field, String text) {
        int open = text.indexOf('(');
        if (open < 0) {
            return source(field, text, false);
        }
        String label = text.substring(0, open);
        String arguments = text.substring(open + 1, text.length() - 1);
        if (label.equals(BY_INITIATOR)) {
            return source(field, arguments, true);
        }
        List<InformationElement> operands = new ArrayList<>();
        for (String name : arguments.split(",", -1)) {
            operands.add(element(field, name));
        }
        FieldEncoding encoding = FieldEncoding.ofLabel(label);
        if (encoding == null || encoding.operands() != operands.size()) {
            throw invalid(field, text, "there is no such encoding of so many elements");
        }
        return new FieldSource(encoding, operands, false);
    }

    private FieldSource source(FlowField field, String name, boolean byInitiator) {
        InformationElement element = element(field, name);
        FieldEncoding encoding = FieldEncoding.of(element.type(), field.shape());
        if (encoding == null) {
            throw invalid(field, name, "its type " + element.type().label() + " does not fill it");
        }
        return new FieldSource(encoding, List.of(element), byInitiator);
    }

    private InformationElement element(FlowField field, String text) {
        int colon = text.indexOf(':');
        String name = text.substring(colon + 1);
        ElementSpace space = colon < 0 ? ElementSpace.IANA : space(text.substring(0, colon));
        InformationElement element =
                Character.isDigit(name.charAt(0))
                        ? elements.find(space, Integer.parseInt(name))
                        : elements.named(space, name);
        if (element == null) {
            throw invalid(field, text, "the registry has no such element");
        }
        return element;
    }

    private static ElementSpace space(String label) {
        return label.equals(NETFLOW_V9)
                ? ElementSpace.NETFLOW_V9
                : new ElementSpace(Long.parseLong(label));
    }

    private static IllegalArgumentException invalid(FlowField field, String text, String problem) {
        return new IllegalArgumentException(
                "%s: %s for %s: %s.".formatted(RESOURCE, text, field, problem));
    }
}
