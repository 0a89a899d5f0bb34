package io.weir.codec.options;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.normalise.ApplicationId;
import io.weir.codec.template.RecordCursor;
import io.weir.codec.template.Template;
import io.weir.codec.template.TemplateField;
import io.weir.codec.template.TemplateFormat;
import java.util.Arrays;

/**
 * What to read in the records of an options template. Made once per template.
 *
 * <p>Not thread-safe: it has one cursor.
 */
public final class OptionsPlan {

    /**
     * The most octets of a name, as of a DisplayString (RFC 2579). Less than what is stored of a
     * value, so that a name is the same when it is read back.
     */
    private static final int LONGEST_NAME = 255;

    /** FNV-1a, of 64 bits. */
    private static final long HASH_BASIS = 0xcbf2_9ce4_8422_2325L;

    private static final long HASH_PRIME = 0x100_0000_01b3L;

    private final Template template;
    private final byte[] templateRecord;
    private final RecordCursor cursor;

    /** The same in all templates that have the same fields, whatever their ids. */
    private final long layoutHash;

    private final int[] identifying;
    private final SamplingFields sampling;
    private final boolean tellsSampling;
    private final int sampler;
    private final int[] interfaces;
    private final int templateScope;
    private final int application;
    private final int vrf;
    private final int domain;
    private final int systemInit;
    private final int[] applicationNames;
    private final int[] vrfNames;
    private final int[] interfaceNames;

    private OptionsPlan(Template template, TemplateFormat format) {
        this.template = template;
        templateRecord = StoredOptions.templateRecord(template, format);
        cursor = new RecordCursor(template);
        layoutHash = layoutHash(template);
        OptionsFields fields = new OptionsFields(template, format);
        identifying = fields.identifying();
        sampling = new SamplingFields(fields);
        tellsSampling = !sampling.isEmpty();
        sampler =
                fields.firstOf(
                        OptionsFields.SAMPLER_ID,
                        OptionsFields.SELECTOR_ID,
                        OptionsFields.SELECTION_SEQUENCE_ID);
        interfaces = fields.interfaces();
        templateScope = fields.template();
        application = fields.firstOf(OptionsFields.APPLICATION_ID);
        vrf = fields.firstOf(OptionsFields.INGRESS_VRF_ID, OptionsFields.EGRESS_VRF_ID);
        domain = fields.firstOf(OptionsFields.OBSERVATION_DOMAIN_ID);
        systemInit = fields.firstOf(OptionsFields.SYSTEM_INIT_TIME_MILLISECONDS);
        applicationNames =
                new int[] {
                    fields.firstOf(OptionsFields.APPLICATION_NAME),
                    fields.firstOf(OptionsFields.APPLICATION_DESCRIPTION)
                };
        vrfNames = new int[] {fields.firstOf(OptionsFields.VRF_NAME)};
        interfaceNames =
                new int[] {
                    fields.firstOf(OptionsFields.INTERFACE_NAME),
                    fields.firstOf(OptionsFields.INTERFACE_DESCRIPTION)
                };
    }

    /** Compiles an options template. */
    public static OptionsPlan compile(Template template, TemplateFormat format) {
        return new OptionsPlan(template, format);
    }

    Template template() {
        return template;
    }

    byte[] templateRecord() {
        return templateRecord;
    }

    /** The fields of the template whose values tell what a record is about, in their order. */
    public int[] identifying() {
        return identifying.clone();
    }

    /** The one cursor over records of the template. */
    RecordCursor cursor() {
        return cursor;
    }

    /**
     * A number for what the record is about: two records with the same are versions of one. The
     * elements of the template are part of it, so that records which say different things of the
     * same do not replace each other. It is that of 64 bits, and two of thousands will not meet.
     */
    long identity(ExportProtocol protocol, long domain) {
        long hash = hash(hash(layoutHash, protocol.code()), domain);
        byte[] bytes = cursor.bytes();
        for (int field : identifying) {
            int from = cursor.offset(field);
            int length = Math.min(cursor.length(field), StoredOptions.LONGEST_VALUE);
            hash = hash(hash, length);
            for (int i = from; i < from + length; i++) {
                hash = (hash ^ (bytes[i] & 0xff)) * HASH_PRIME;
            }
        }
        return hash;
    }

    private static long layoutHash(Template template) {
        long hash = hash(HASH_BASIS, template.scopeFields());
        for (TemplateField field : template.fields()) {
            hash = hash(hash(hash, field.enterprise()), field.element());
        }
        return hash;
    }

    private static long hash(long hash, long number) {
        long next = hash;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            next = (next ^ (number >>> shift & 0xff)) * HASH_PRIME;
        }
        return next;
    }

    /**
     * Takes down what the record says at which the cursor is.
     *
     * @param messageDomain the observation domain of the message that it came in
     */
    void read(long messageDomain, OptionsRecord into) {
        long named = RecordNumbers.read(cursor, domain);
        into.domain = named > 0 ? named : messageDomain; // 0 is the exporter as a whole
        into.samplerId = RecordNumbers.read(cursor, sampler);
        into.templateId = RecordNumbers.read(cursor, templateScope);
        into.interfaceIndex = interfaceIndex();
        into.applicationId =
                application == OptionsFields.ABSENT
                        ? OptionsRecord.NONE
                        : ApplicationId.read(
                                cursor.bytes(),
                                cursor.offset(application),
                                cursor.length(application),
                                OptionsRecord.NONE);
        into.vrfId = RecordNumbers.read(cursor, vrf);
        into.tellsSampling = tellsSampling;
        into.tellsStart = systemInit != OptionsFields.ABSENT;
        into.samplingInterval = sampling.interval(cursor);
        into.systemInitMillis = RecordNumbers.read(cursor, systemInit);
        readKindAndName(into);
    }

    /** The first that is not 0: that is none (RFC 2863), and the record is of all of them. */
    private long interfaceIndex() {
        for (int field : interfaces) {
            long index = RecordNumbers.read(cursor, field);
            if (index > 0) {
                return index;
            }
        }
        return OptionsRecord.NONE;
    }

    private void readKindAndName(OptionsRecord into) {
        into.name = null;
        if (into.applicationId != OptionsRecord.NONE && hasAny(applicationNames)) {
            into.kind = OptionsKind.APPLICATION;
            into.name = firstText(applicationNames);
        } else if (into.vrfId != OptionsRecord.NONE && hasAny(vrfNames)) {
            into.kind = OptionsKind.VRF;
            into.name = firstText(vrfNames);
        } else if (into.interfaceIndex != OptionsRecord.NONE && hasAny(interfaceNames)) {
            into.kind = OptionsKind.INTERFACE;
            into.name = firstText(interfaceNames);
        } else {
            into.kind = into.samplingInterval > 0 ? OptionsKind.SAMPLER : OptionsKind.STATISTICS;
        }
    }

    private static boolean hasAny(int[] fields) {
        for (int field : fields) {
            if (field != OptionsFields.ABSENT) {
                return true;
            }
        }
        return false;
    }

    /** Without the NULs and blanks that fill it up; null if all are empty. */
    private byte[] firstText(int[] fields) {
        for (int field : fields) {
            byte[] text = field == OptionsFields.ABSENT ? new byte[0] : text(field);
            if (text.length > 0) {
                return text;
            }
        }
        return null;
    }

    private byte[] text(int field) {
        byte[] bytes = cursor.bytes();
        int from = cursor.offset(field);
        int end = from;
        int limit = from + cursor.length(field);
        while (end < limit && bytes[end] != 0) {
            end++;
        }
        if (end - from > LONGEST_NAME) {
            end = from + LONGEST_NAME;
            while (end > from && (bytes[end] & 0xc0) == 0x80) {
                end--; // not within a character (RFC 3629)
            }
        }
        while (end > from && bytes[end - 1] == ' ') {
            end--;
        }
        return Arrays.copyOfRange(bytes, from, end);
    }
}
