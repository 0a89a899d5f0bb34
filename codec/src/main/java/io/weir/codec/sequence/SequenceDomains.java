package io.weir.codec.sequence;

import java.util.Arrays;

/**
 * The domains of an exporter by key, up to a limit. Where it is reached, a new one takes the place
 * of one that was heard once or twice, or not for long: a sender that varies the domain drives out
 * its own.
 */
final class SequenceDomains {

    /** A domain with so many messages is in use, */
    private static final int MESSAGES_IN_USE = 16;

    /** unless it was not heard for so long. */
    private static final long IDLE_MILLIS = 3_600_000;

    /** So many domains are looked at for one to be replaced: each new one looks at others. */
    private static final int PROBES = 16;

    private final int most;
    private SequenceDomain[] domains = new SequenceDomain[1];
    private SequenceDomain[] buckets = new SequenceDomain[2];
    private int size;
    private int hand;

    SequenceDomains(int most) {
        this.most = most;
    }

    /** The domain with this key, or null. */
    SequenceDomain find(long key) {
        SequenceDomain domain = buckets[bucket(key)];
        while (domain != null && domain.key() != key) {
            domain = domain.nextInBucket;
        }
        return domain;
    }

    boolean isFull() {
        return size >= most;
    }

    int size() {
        return size;
    }

    SequenceDomain get(int index) {
        return domains[index];
    }

    void add(SequenceDomain domain) {
        if (size == domains.length) {
            domains = Arrays.copyOf(domains, 2 * size);
            buckets = new SequenceDomain[4 * size];
            for (int i = 0; i < size; i++) {
                link(domains[i]);
            }
        }
        domains[size] = domain;
        size++;
        link(domain);
    }

    /**
     * The index of a domain that may be replaced at this time, or -1 if none of those tried may.
     */
    int replaceable(long nowMillis) {
        int found = -1;
        for (int probe = Math.min(PROBES, size); probe > 0; probe--) {
            hand = (hand + 1) % size;
            SequenceDomain domain = domains[hand];
            boolean inUse =
                    domain.messages() >= MESSAGES_IN_USE
                            && nowMillis - domain.heardMillis() < IDLE_MILLIS;
            if (!inUse && (found < 0 || domain.heardMillis() < domains[found].heardMillis())) {
                found = hand;
            }
        }
        return found;
    }

    void replace(int index, SequenceDomain domain) {
        unlink(domains[index]);
        domains[index] = domain;
        link(domain);
    }

    private void link(SequenceDomain domain) {
        int bucket = bucket(domain.key());
        domain.nextInBucket = buckets[bucket];
        buckets[bucket] = domain;
    }

    private void unlink(SequenceDomain domain) {
        int bucket = bucket(domain.key());
        if (buckets[bucket] == domain) {
            buckets[bucket] = domain.nextInBucket;
            return;
        }
        SequenceDomain before = buckets[bucket];
        while (before.nextInBucket != domain) {
            before = before.nextInBucket;
        }
        before.nextInBucket = domain.nextInBucket;
    }

    /** The number of buckets is a power of two. */
    private int bucket(long key) {
        long mixed = key * 0x9e37_79b9_7f4a_7c15L;
        return (int) (mixed >>> 40) & (buckets.length - 1);
    }
}
