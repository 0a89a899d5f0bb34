package io.weir.operators.enrich.dns;

import java.util.List;
import java.util.Optional;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * What a resolver said of an address: a name, none, or nothing that answers the question. The first
 * name counts that a host can have (RFC 1123 §2.1, and underscores): whoever holds an address
 * decides what its name is, and it must not bring control characters or markup into documents.
 *
 * @param kind whether it is an answer
 * @param name ASCII in lower case, without the dot at the end; null if there is none
 * @param ttlSeconds how long it holds, within bounds
 */
record PointerAnswer(Kind kind, String name, long ttlSeconds) {

    /** What an answer is. */
    enum Kind {
        NAME,
        NO_NAME,
        /** There are names, and none that a host can have. */
        REFUSED_NAME,
        /** It does not answer the question. */
        NO_ANSWER
    }

    /** However short it is to hold, it is not asked for more often. */
    static final long LEAST_TTL = 60;

    static final long MOST_TTL = 86_400;
    static final long MOST_NEGATIVE_TTL = 3_600;

    /** After failures of resolvers (RFC 2308 §7 allows five minutes). */
    static final long FAILURE_TTL = 300;

    private static final int LONGEST_NAME = 253;
    private static final int MOST_ALIASES = 8;

    private static final PointerAnswer NOTHING =
            new PointerAnswer(Kind.NO_ANSWER, null, FAILURE_TTL);

    /** Reads what came for a question. */
    static PointerAnswer of(Message answer, Record question) {
        int code = answer.getRcode();
        boolean isAnswer = code == Rcode.NOERROR || code == Rcode.NXDOMAIN;
        if (!isAnswer || !question.equals(answer.getQuestion())) {
            return NOTHING;
        }
        List<Record> records = answer.getSection(Section.ANSWER);
        Name owner = followAliases(records, question.getName());
        boolean refused = false;
        for (Record record : records) {
            if (record.getType() == Type.PTR
                    && record.getDClass() == DClass.IN
                    && record.getName().equals(owner)) {
                Optional<String> name = hostName(((PTRRecord) record).getTarget());
                if (name.isPresent()) {
                    long ttl = Math.max(LEAST_TTL, Math.min(MOST_TTL, record.getTTL()));
                    return new PointerAnswer(Kind.NAME, name.get(), ttl);
                }
                refused = true;
            }
        }
        return new PointerAnswer(
                refused ? Kind.REFUSED_NAME : Kind.NO_NAME, null, negativeTtl(answer));
    }

    /** Parts of networks smaller than an octet are delegated by aliases (RFC 2317). */
    private static Name followAliases(List<Record> records, Name from) {
        Name owner = from;
        for (int i = 0; i < MOST_ALIASES; i++) {
            Name next = null;
            for (Record record : records) {
                if (record.getType() == Type.CNAME && record.getName().equals(owner)) {
                    next = ((CNAMERecord) record).getTarget();
                }
            }
            if (next == null) {
                break;
            }
            owner = next;
        }
        return owner;
    }

    /** RFC 2308 §5: the lower of the TTL of the SOA record and its minimum. */
    private static long negativeTtl(Message answer) {
        for (Record record : answer.getSection(Section.AUTHORITY)) {
            if (record instanceof SOARecord soa) {
                long ttl = Math.min(soa.getTTL(), soa.getMinimum());
                return Math.max(LEAST_TTL, Math.min(MOST_NEGATIVE_TTL, ttl));
            }
        }
        return FAILURE_TTL;
    }

    private static Optional<String> hostName(Name name) {
        StringBuilder text = new StringBuilder();
        // The last label is that of the root.
        for (int i = 0; i < name.labels() - 1; i++) {
            byte[] label = name.getLabel(i);
            if (i > 0) {
                text.append('.');
            }
            for (int at = 1; at < label.length; at++) {
                char character = lowerCase(label[at]);
                if (!isAllowed(character)) {
                    return Optional.empty();
                }
                text.append(character);
            }
        }
        return text.length() == 0 || text.length() > LONGEST_NAME
                ? Optional.empty()
                : Optional.of(text.toString());
    }

    private static char lowerCase(byte octet) {
        char character = (char) (octet & 0xff);
        return character >= 'A' && character <= 'Z' ? (char) (character | 0x20) : character;
    }

    private static boolean isAllowed(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || character == '-'
                || character == '_';
    }
}
