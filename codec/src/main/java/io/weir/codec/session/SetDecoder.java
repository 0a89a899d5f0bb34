package io.weir.codec.session;

import static io.weir.codec.BigEndian.unsigned16;

import io.weir.codec.FirstMalformation;
import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.options.ExporterOptions;
import io.weir.codec.template.Template;
import io.weir.codec.template.TemplateFormat;

/**
 * Decodes the sets of NetFlow v9 (there called FlowSets, RFC 3954 §5) and IPFIX (RFC 7011 §3.3).
 *
 * <pre>
 * | set id (2) | length with this header (2) | records | padding |
 * </pre>
 */
final class SetDecoder {

    private static final int HEADER_LENGTH = 4;

    private final TemplateCatalog templates;
    private final SessionListener listener;
    private final RecordListener records;
    private final CurrentMessage message;
    private final WaitingSets waiting;
    private final ExporterOptions options;

    /**
     * Takes the records of options templates, so that they are counted and not taken for flows.
     * Made when the first ones come: a batch is most of what a session takes in memory.
     */
    private FlowBatch optionsRecords;

    /** Made when a record first has lists: most exporters send none. */
    private NestedRecords nestedRecords;

    // The message that is being decoded.
    private byte[] datagram = {};
    private TemplateFormat format = TemplateFormat.IPFIX;
    private long uptimeMillis;
    private FlowBatch batch;
    private final FirstMalformation malformation = new FirstMalformation();

    SetDecoder(
            TemplateCatalog templates,
            SessionListener listener,
            RecordListener records,
            CurrentMessage message,
            WaitingSets waiting,
            ExporterOptions options) {
        this.templates = templates;
        this.listener = listener;
        this.records = records;
        this.message = message;
        this.waiting = waiting;
        this.options = options;
    }

    /**
     * Decodes all sets that start in the message. A set that reaches beyond the message, but not
     * beyond the datagram, is decoded and reported: some exporters state a length that is too
     * small.
     *
     * @param end of the message, at most the length of the datagram
     * @param uptimeMillis the exporter's uptime at export; 0 in IPFIX
     * @throws MalformedDatagramException with the first finding, after the sets that could be
     *     decoded have been
     */
    void decode(
            byte[] datagram,
            int from,
            int end,
            TemplateFormat format,
            long uptimeMillis,
            FlowBatch batch)
            throws MalformedDatagramException {
        begin(datagram, format, uptimeMillis, batch);
        decodeSets(from, end);
        malformation.throwIfFound();
    }

    /**
     * Decodes a data set that waited, whose template is known now.
     *
     * @param batch of the message that it came in ({@link WaitingSet#begin})
     * @throws MalformedDatagramException with the first finding
     */
    void decode(WaitingSet set, FlowBatch batch) throws MalformedDatagramException {
        byte[] bytes = set.toBytes();
        begin(bytes, message.format(), set.uptimeMillis(), batch);
        decodeData(set.setId(), WaitingSet.HEADER_LENGTH, bytes.length);
        malformation.throwIfFound();
    }

    private void begin(byte[] datagram, TemplateFormat format, long uptimeMillis, FlowBatch batch) {
        this.datagram = datagram;
        this.format = format;
        this.uptimeMillis = uptimeMillis;
        message.uptimeMillis = uptimeMillis;
        this.batch = batch;
        malformation.clear();
    }

    private void decodeSets(int from, int end) {
        int at = from;
        while (end - at >= HEADER_LENGTH) {
            int length = unsigned16(datagram, at + 2);
            if (length < HEADER_LENGTH) {
                if (!isZero(at, end)) { // zeros are padding, which some exporters send
                    malformation.remember(
                            new MalformedDatagramException(Malformation.SET_TOO_SHORT, at));
                }
                return;
            }
            if (length > end - at) {
                malformation.remember(
                        new MalformedDatagramException(Malformation.SET_BEYOND_DATAGRAM, at));
            }
            if (length > datagram.length - at) {
                return;
            }
            try {
                decodeSet(at, at + length);
            } catch (MalformedDatagramException e) {
                malformation.remember(e);
            }
            at += length;
        }
    }

    private void decodeSet(int set, int end) throws MalformedDatagramException {
        int id = unsigned16(datagram, set);
        int from = set + HEADER_LENGTH;
        if (id >= TemplateFormat.FIRST_TEMPLATE_ID) {
            decodeData(id, from, end);
        } else if (id == format.templateSetId()) {
            decodeTemplates(from, end, false);
        } else if (id == format.optionsTemplateSetId()) {
            decodeTemplates(from, end, true);
        } else {
            throw new MalformedDatagramException(Malformation.RESERVED_SET, set);
        }
    }

    private void decodeData(int id, int from, int end) throws MalformedDatagramException {
        TemplateCatalog.Entry entry = templates.find(key(id), format);
        if (entry == null) {
            message.undecodedSets++;
            listener.count(SessionCounter.SETS_WITHOUT_TEMPLATE, 1);
            listener.setWithoutTemplate(batch.domain(), id, end - from);
            waiting.add(WaitingSet.of(batch, uptimeMillis, id, datagram, from, end));
            return;
        }
        records.records(message, entry.template(), datagram, from, end);
        if (entry.template().options()) {
            countOptions(entry, from, end);
        } else {
            decodeFlows(entry, from, end);
        }
    }

    private void decodeFlows(TemplateCatalog.Entry entry, int from, int end)
            throws MalformedDatagramException {
        int first = batch.size();
        if (format == TemplateFormat.IPFIX) {
            uptimeMillis = options.uptimeMillis(batch.domain(), batch.exportMillis());
        }
        try {
            entry.plan().decode(datagram, from, end, batch.exportMillis(), uptimeMillis, batch);
        } finally {
            readLists(entry, from, end, batch, first);
            records.flows(entry.template(), from, end, batch, first);
        }
        if (batch.size() == first) {
            requireNothingButPadding(from, end);
        }
    }

    private void countOptions(TemplateCatalog.Entry entry, int from, int end)
            throws MalformedDatagramException {
        if (optionsRecords == null) {
            optionsRecords = new FlowBatch();
        }
        optionsRecords.clear();
        optionsRecords.setHeader(batch.protocol(), batch.domain(), 0, 0);
        optionsRecords.setPayload(datagram);
        try {
            entry.plan().decode(datagram, from, end, 0, 0, optionsRecords);
        } finally {
            message.optionsRecords += optionsRecords.size();
            listener.count(SessionCounter.OPTIONS_RECORDS, optionsRecords.size());
            readLists(entry, from, end, optionsRecords, 0);
            learn(entry, from, end);
        }
        if (optionsRecords.size() == 0) {
            requireNothingButPadding(from, end);
        }
    }

    private void learn(TemplateCatalog.Entry entry, int from, int end) {
        options.learn(
                batch.protocol(),
                batch.domain(),
                batch.receivedMillis(),
                entry.planOnUse().options(),
                datagram,
                from,
                end);
    }

    private void readLists(
            TemplateCatalog.Entry entry, int from, int end, FlowBatch rows, int first) {
        if (entry.lists() != null) {
            if (nestedRecords == null) {
                nestedRecords = new NestedRecords(templates);
            }
            malformation.remember(
                    nestedRecords.fill(
                            entry.lists(), from, end, format, uptimeMillis, rows, first));
        }
    }

    /** Zeros are padding, even where a record should be; of other bytes somebody must be told. */
    private void requireNothingButPadding(int from, int end) throws MalformedDatagramException {
        if (!isZero(from, end)) {
            throw new MalformedDatagramException(Malformation.SET_SHORTER_THAN_RECORD, from);
        }
    }

    private boolean isZero(int from, int to) {
        for (int i = from; i < to; i++) {
            if (datagram[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private void decodeTemplates(int from, int end, boolean options)
            throws MalformedDatagramException {
        int at = from;
        // Fewer bytes than a template record's header are padding (RFC 7011 §3.3.1), and so are
        // zeros: some exporters pad to 8 bytes.
        while (end - at >= 4 && unsigned16(datagram, at) != 0) {
            if (format == TemplateFormat.IPFIX && unsigned16(datagram, at + 2) == 0) {
                withdraw(unsigned16(datagram, at), options);
                at += 4;
                continue;
            }
            Template template = format.parse(datagram, at, end, options);
            int length = format.recordLength(datagram, at, options, template.fields().size());
            StoredTemplate received =
                    StoredTemplate.of(datagram, at, length, options, batch.receivedMillis());
            templates.learn(key(template.id()), received, template, format);
            at += length;
        }
    }

    /** A withdrawal names one template, or all of its kind by the id of their sets (§8.1). */
    private void withdraw(int id, boolean options) throws MalformedDatagramException {
        int all = options ? format.optionsTemplateSetId() : format.templateSetId();
        if (id == all) {
            templates.withdrawAll(key(id), options, format);
        } else {
            templates.withdraw(key(id));
        }
    }

    private long key(int templateId) {
        return TemplateKey.of(batch.protocol(), batch.domain(), templateId);
    }
}
