package io.weir.codec.session;

import static io.weir.codec.template.TemplateListCursor.MAX_DEPTH;

import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;
import io.weir.codec.element.ElementType;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.template.BasicListCursor;
import io.weir.codec.template.RecordCursor;
import io.weir.codec.template.TemplateFormat;
import io.weir.codec.template.TemplateListCursor;

/**
 * Gives flows what is in the lists of their records (RFC 6313): a field that the record itself does
 * not have is taken from the first record within it that has it. YAF puts TCP flags there.
 *
 * <p>What a list says of only some, or of none, of its parts (RFC 6313 §4.4) is not taken, nor are
 * the values of a basicList. All lists are checked, down to the depth that is allowed.
 *
 * <p>Not thread-safe. Allocates nothing once it has seen every template at every depth.
 */
final class NestedRecords {

    private static final int NO_FLOW = -1;
    private static final FlowField[] FIELDS = FlowField.values();

    private final TemplateCatalog templates;
    private final FlowBatch nested = new FlowBatch();
    private final TemplateListCursor[] templateLists = new TemplateListCursor[MAX_DEPTH + 1];
    private final BasicListCursor[] basicLists = new BasicListCursor[MAX_DEPTH + 1];

    private FlowBatch flows = nested;
    private TemplateFormat format = TemplateFormat.IPFIX;
    private long uptimeMillis;

    NestedRecords(TemplateCatalog templates) {
        this.templates = templates;
        for (int depth = 0; depth <= MAX_DEPTH; depth++) {
            templateLists[depth] = new TemplateListCursor();
            basicLists[depth] = new BasicListCursor();
        }
    }

    /**
     * Fills the flows of the records of a set of the batch's datagram.
     *
     * @param lists of the template of the records
     * @param from the first byte of the first record
     * @param to the first byte after the set
     * @param first the row of the first record's flow; those of the others follow it
     * @return the first list that is malformed, null if none is; its flow keeps what it has
     */
    MalformedDatagramException fill(
            ListFields lists,
            int from,
            int to,
            TemplateFormat format,
            long uptimeMillis,
            FlowBatch flows,
            int first) {
        this.flows = flows;
        this.format = format;
        this.uptimeMillis = uptimeMillis;
        nested.setHeader(flows.protocol(), flows.domain(), flows.sequence(), flows.exportMillis());
        nested.setPayload(flows.payload());
        MalformedDatagramException firstMalformation = null;
        RecordCursor record = lists.cursor(0);
        record.begin(flows.payload(), from, to);
        for (int row = first; row < flows.size(); row++) {
            try {
                record.next();
                readLists(lists, record, 1, row);
            } catch (MalformedDatagramException e) {
                firstMalformation = firstMalformation == null ? e : firstMalformation;
            }
        }
        return firstMalformation;
    }

    /**
     * @param depth of the lists
     * @param row of the flow that takes what they hold; {@link #NO_FLOW} if none does
     */
    private void readLists(ListFields lists, RecordCursor record, int depth, int row)
            throws MalformedDatagramException {
        for (int i = 0; i < lists.count(); i++) {
            int field = lists.field(i);
            readList(lists.type(i), record.offset(field), record.length(field), depth, row);
        }
    }

    private void readList(ElementType type, int from, int length, int depth, int row)
            throws MalformedDatagramException {
        if (length == 0) {
            return;
        }
        if (depth > MAX_DEPTH) {
            throw new MalformedDatagramException(Malformation.INVALID_LIST, from);
        }
        if (type == ElementType.BASIC_LIST) {
            checkBasicList(from, length, depth);
            return;
        }
        TemplateListCursor list = templateLists[depth];
        if (type == ElementType.SUB_TEMPLATE_LIST) {
            list.beginList(flows.payload(), from, length);
        } else {
            list.beginMultiList(flows.payload(), from, length);
        }
        int takenBy = list.semantic().holdsForAll() ? row : NO_FLOW;
        while (list.next()) {
            readGroup(list, depth, takenBy);
        }
    }

    private void checkBasicList(int from, int length, int depth) throws MalformedDatagramException {
        BasicListCursor list = basicLists[depth];
        list.begin(flows.payload(), from, length);
        ElementType type = ListFields.type(list.enterprise(), list.element());
        while (list.next()) {
            if (type.isList()) {
                readList(type, list.offset(), list.length(), depth + 1, NO_FLOW);
            }
        }
    }

    private void readGroup(TemplateListCursor list, int depth, int row)
            throws MalformedDatagramException {
        long key = TemplateKey.of(flows.protocol(), flows.domain(), list.template());
        TemplateCatalog.Entry entry = templates.find(key, format);
        if (entry == null) {
            return; // the flow is whole without it
        }
        try {
            if (row != NO_FLOW) {
                decode(entry, list, row);
            }
            if (entry.lists() != null) {
                RecordCursor record = entry.lists().cursor(depth);
                record.begin(flows.payload(), list.from(), list.to());
                while (record.next()) {
                    readLists(entry.lists(), record, depth + 1, row);
                }
            }
        } catch (MalformedDatagramException e) {
            throw new MalformedDatagramException(Malformation.INVALID_LIST, e.offset());
        }
    }

    private void decode(TemplateCatalog.Entry entry, TemplateListCursor list, int row)
            throws MalformedDatagramException {
        nested.clear();
        try {
            entry.plan()
                    .decode(
                            flows.payload(),
                            list.from(),
                            list.to(),
                            flows.exportMillis(),
                            uptimeMillis,
                            nested);
        } finally {
            for (int nestedRow = 0; nestedRow < nested.size(); nestedRow++) {
                copyMissing(nestedRow, row);
            }
        }
    }

    private void copyMissing(int nestedRow, int row) {
        for (int word = 0; word < FlowBatch.PRESENCE_WORDS; word++) {
            long missing = nested.presence(word)[nestedRow] & ~flows.presence(word)[row];
            flows.presence(word)[row] |= missing;
            for (long left = missing; left != 0; left &= left - 1) {
                FlowField field = FIELDS[word * Long.SIZE + Long.numberOfTrailingZeros(left)];
                flows.column(field)[row] = nested.get(field, nestedRow);
                if (field.shape() == FlowField.Shape.ADDRESS) {
                    flows.highColumn(field)[row] = nested.getHigh(field, nestedRow);
                }
            }
        }
    }
}
