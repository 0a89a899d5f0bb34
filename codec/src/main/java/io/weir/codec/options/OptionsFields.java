package io.weir.codec.options;

import io.weir.codec.element.ElementSpace;
import io.weir.codec.element.ElementType;
import io.weir.codec.element.InformationElement;
import io.weir.codec.element.InformationElements;
import io.weir.codec.template.Template;
import io.weir.codec.template.TemplateField;
import io.weir.codec.template.TemplateFormat;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Where an options template has the elements that are understood. The scope types of NetFlow v9
 * (RFC 3954 §6.1) are numbers of their own; what follows them, and all of IPFIX, are IANA's.
 */
final class OptionsFields {

    static final int ABSENT = -1;

    static final int INGRESS_INTERFACE = 10;
    static final int EGRESS_INTERFACE = 14;
    static final int SAMPLER_ID = 48;
    static final int INTERFACE_NAME = 82;
    static final int INTERFACE_DESCRIPTION = 83;
    static final int APPLICATION_DESCRIPTION = 94;
    static final int APPLICATION_ID = 95;
    static final int APPLICATION_NAME = 96;
    static final int TEMPLATE_ID = 145;
    static final int OBSERVATION_DOMAIN_ID = 149;
    static final int SYSTEM_INIT_TIME_MILLISECONDS = 160;
    static final int INGRESS_VRF_ID = 234;
    static final int EGRESS_VRF_ID = 235;
    static final int VRF_NAME = 236;
    static final int INGRESS_PHYSICAL_INTERFACE = 252;
    static final int EGRESS_PHYSICAL_INTERFACE = 253;
    static final int SELECTION_SEQUENCE_ID = 301;
    static final int SELECTOR_ID = 302;

    private static final int V9_SCOPE_INTERFACE = 2;
    private static final int V9_SCOPE_TEMPLATE = 5;

    /** Identifiers that tell how, not what: a sampler stays the same when its algorithm changes. */
    private static final Set<Integer> ALGORITHMS = Set.of(35, 49, 304, 390);

    /** Identifiers that the registry does not call so. */
    private static final Set<Integer> MORE_IDENTIFIERS =
            Set.of(APPLICATION_ID, INGRESS_VRF_ID, EGRESS_VRF_ID);

    private static final Set<String> COUNTED = Set.of("totalCounter", "deltaCounter", "quantity");

    private final Template template;
    private final boolean v9;

    OptionsFields(Template template, TemplateFormat format) {
        this.template = template;
        this.v9 = format == TemplateFormat.NETFLOW_V9;
    }

    /** The first field of the first of these elements that the template has, or ABSENT. */
    int firstOf(int... elements) {
        for (int element : elements) {
            for (int i = v9 ? template.scopeFields() : 0; i < template.fields().size(); i++) {
                TemplateField field = template.fields().get(i);
                if (field.enterprise() == 0 && field.element() == element) {
                    return i;
                }
            }
        }
        return ABSENT;
    }

    /** The field that says which template it is about, or ABSENT. */
    int template() {
        return v9 ? scope(V9_SCOPE_TEMPLATE) : firstOf(TEMPLATE_ID);
    }

    /** The fields that may say which interface it is about, in order of preference. */
    int[] interfaces() {
        return IntStream.of(
                        v9 ? scope(V9_SCOPE_INTERFACE) : ABSENT,
                        firstOf(INGRESS_INTERFACE),
                        firstOf(EGRESS_INTERFACE),
                        firstOf(INGRESS_PHYSICAL_INTERFACE),
                        firstOf(EGRESS_PHYSICAL_INTERFACE))
                .filter(field -> field != ABSENT)
                .toArray();
    }

    private int scope(int type) {
        for (int i = 0; i < template.scopeFields(); i++) {
            if (template.fields().get(i).element() == type) {
                return i;
            }
        }
        return ABSENT;
    }

    /**
     * The fields whose values tell what a record is about: the scope and the identifiers. Not what
     * grows, even in the scope: YAF has counters there.
     */
    int[] identifying() {
        return IntStream.range(0, template.fields().size()).filter(this::isIdentifying).toArray();
    }

    private boolean isIdentifying(int i) {
        boolean scope = i < template.scopeFields();
        if (v9 && scope) {
            return true;
        }
        TemplateField field = template.fields().get(i);
        InformationElement element = element(field);
        if (element == null) {
            return scope;
        }
        boolean iana = element.space().equals(ElementSpace.IANA);
        if (iana && ALGORITHMS.contains(element.id())) {
            return false;
        }
        if (iana && MORE_IDENTIFIERS.contains(element.id())) {
            return true;
        }
        return scope
                ? !COUNTED.contains(element.semantics()) && !isTime(element.type())
                : element.semantics().equals("identifier");
    }

    private InformationElement element(TemplateField field) {
        InformationElements elements = InformationElements.builtIn();
        return v9
                ? elements.netflowV9(field.element())
                : elements.find(new ElementSpace(field.enterprise()), field.element());
    }

    private static boolean isTime(ElementType type) {
        return switch (type) {
            case DATE_TIME_SECONDS,
                    DATE_TIME_MILLISECONDS,
                    DATE_TIME_MICROSECONDS,
                    DATE_TIME_NANOSECONDS ->
                    true;
            default -> false;
        };
    }
}
