package io.weir.codec.template;

import io.weir.codec.element.ElementSpace;
import io.weir.codec.element.InformationElement;
import io.weir.codec.element.InformationElements;
import io.weir.codec.flow.FlowField;
import io.weir.codec.normalise.EventTime;
import io.weir.codec.normalise.IcmpColumns;
import io.weir.codec.normalise.InitiatorAsSource;
import io.weir.codec.normalise.InitiatorEvidence;
import io.weir.codec.normalise.Normalisation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Chooses, for each field of the flow record, the elements of a template that fill it, and what
 * else its records need.
 */
final class PlanCompiler {

    /** An element by who numbers it and its number: a registry of a user may rename it. */
    private record Key(ElementSpace space, int id) {}

    private final Template template;
    private final TemplateFormat format;
    private final Map<Key, Integer> fieldsByElement = new HashMap<>();
    private final Map<FlowField, ChosenField> chosen = new EnumMap<>(FlowField.class);

    PlanCompiler(Template template, TemplateFormat format) {
        this.template = template;
        this.format = format;
        for (int i = 0; i < template.fields().size(); i++) {
            fieldsByElement.putIfAbsent(key(template.fields().get(i)), i);
        }
        choose(false);
        choose(true);
        OutCounters.place(chosen, template, format);
        ResponderCounters.place(chosen);
    }

    /** Those that read other columns come after them. */
    List<ColumnReader> readers() {
        boolean withProtocol = chosen.containsKey(FlowField.PROTOCOL);
        List<FlowField> order = new ArrayList<>(chosen.keySet());
        order.sort(Comparator.comparing(field -> chosen.get(field).derivedFrom() != null));
        List<ColumnReader> readers = new ArrayList<>(PacketSection.of(template, chosen.keySet()));
        for (FlowField field : order) {
            readers.add(chosen.get(field).reader(template, format, field, withProtocol));
        }
        return readers;
    }

    /** In the order in which they are to be applied. */
    List<Normalisation> normalisations() {
        Set<FlowField> filled = chosen.keySet();
        Set<FlowField> byInitiator = EnumSet.noneOf(FlowField.class);
        chosen.forEach(
                (field, choice) -> {
                    if (choice.byInitiator()) {
                        byInitiator.add(field);
                    }
                });
        return Stream.of(
                        InitiatorAsSource.of(filled, byInitiator),
                        InitiatorEvidence.of(byInitiator),
                        IcmpColumns.of(filled),
                        EventTime.of(filled))
                .flatMap(normalisation -> normalisation.stream())
                .toList();
    }

    private void choose(boolean derived) {
        for (FlowField field : FlowField.values()) {
            if (chosen.containsKey(field)) {
                continue;
            }
            for (FieldChoice choice : FlowFieldTable.builtIn().choices(field)) {
                ChosenField found = find(choice, field, derived);
                if (found != null) {
                    chosen.put(field, found);
                    break;
                }
            }
        }
    }

    /** What the template has of a choice; null if nothing. */
    private ChosenField find(FieldChoice choice, FlowField target, boolean derived) {
        List<ChosenField.Found> found = new ArrayList<>();
        for (FieldSource source : choice.sources()) {
            FlowField derivedFrom = source.encoding().derivedFrom();
            boolean now = derived ? isFilled(derivedFrom) : derivedFrom == null;
            ChosenField.Found here = now ? find(source, target) : null;
            if (here != null) {
                found.add(here);
            }
        }
        found.sort(Comparator.comparing(here -> here.fields().get(0)));
        return found.isEmpty() ? null : new ChosenField(found);
    }

    private boolean isFilled(FlowField field) {
        return field != null
                && chosen.containsKey(field)
                && chosen.get(field).derivedFrom() == null;
    }

    private ChosenField.Found find(FieldSource source, FlowField target) {
        List<Integer> fields = new ArrayList<>();
        for (InformationElement element : source.elements()) {
            Integer field = fieldsByElement.get(new Key(element.space(), element.id()));
            if (field == null) {
                return null;
            }
            fields.add(field);
        }
        ChosenField.Found found = new ChosenField.Found(source, fields);
        return found.reader(template, format, target) == null ? null : found;
    }

    private Key key(TemplateField field) {
        if (format == TemplateFormat.NETFLOW_V9) {
            InformationElement element = InformationElements.builtIn().netflowV9(field.element());
            return element == null
                    ? new Key(ElementSpace.NETFLOW_V9, field.element())
                    : new Key(element.space(), field.element());
        }
        return new Key(new ElementSpace(field.enterprise()), field.element());
    }
}
