package io.weir.codec.raw;

import io.weir.codec.element.ElementSpace;
import io.weir.codec.element.InformationElements;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.template.Template;
import io.weir.codec.template.TemplateField;
import java.util.IdentityHashMap;

/** Says what the fields of templates are of. */
final class ElementDirectory {

    /** Templates are few, but an exporter that keeps redefining them must not fill the memory. */
    private static final int MAX_CACHED_TEMPLATES = 10_000;

    private final InformationElements elements;
    private final IdentityHashMap<Template, RawElement[]> ofTemplates = new IdentityHashMap<>();

    ElementDirectory(InformationElements elements) {
        this.elements = elements;
    }

    /** The elements of a template's fields, in their order. */
    RawElement[] of(ExportProtocol protocol, Template template) {
        RawElement[] known = ofTemplates.get(template);
        if (known != null) {
            return known;
        }
        RawElement[] found = find(protocol, template);
        if (ofTemplates.size() >= MAX_CACHED_TEMPLATES) {
            ofTemplates.clear();
        }
        ofTemplates.put(template, found);
        return found;
    }

    private RawElement[] find(ExportProtocol protocol, Template template) {
        boolean v9 = protocol == ExportProtocol.NETFLOW_V9;
        RawElement[] found = new RawElement[template.fields().size()];
        for (int i = 0; i < found.length; i++) {
            TemplateField field = template.fields().get(i);
            if (v9) {
                found[i] =
                        i < template.scopeFields()
                                ? netflowV9Scope(field.element())
                                : netflowV9(field.element());
            } else {
                found[i] = ipfix(field.enterprise(), field.element());
            }
        }
        return found;
    }

    /**
     * An element of IPFIX, where every list says so (RFC 6313), or of a format without templates.
     */
    RawElement ipfix(long enterprise, int id) {
        return RawElement.of(enterprise, id, elements.find(new ElementSpace(enterprise), id));
    }

    private RawElement netflowV9(int type) {
        return RawElement.of(0, type, elements.netflowV9(type));
    }

    private RawElement netflowV9Scope(int type) {
        ElementSpace scope = ElementSpace.NETFLOW_V9_SCOPE;
        return RawElement.of(scope.number(), type, elements.find(scope, type));
    }
}
