package io.weir.operators.enrich.threat;

import io.weir.operators.enrich.networks.Locality;
import io.weir.operators.enrich.networks.SpecialAddresses;
import io.weir.operators.enrich.prefix.PrefixTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.Nullable;

/**
 * What feeds say of an address. Immutable; looking up allocates nothing.
 *
 * <p>An address is a threat of every feed that lists it or a prefix that it is in. The allow-list
 * goes before all feeds, whichever of the prefixes is longer. Addresses that are somebody else's in
 * each network (private, carrier-grade NAT, link-local, multicast…) are never threats: many public
 * lists have them so that they are dropped at the edge.
 */
public final class ThreatTable {

    /** Whose addresses mean another host in each network, or none. */
    private static final Set<Locality> NEVER =
            EnumSet.of(
                    Locality.PRIVATE,
                    Locality.CGNAT,
                    Locality.LOOPBACK,
                    Locality.LINK_LOCAL,
                    Locality.MULTICAST,
                    Locality.BROADCAST,
                    Locality.UNSPECIFIED);

    private static final int ALLOWED = -1;

    private final PrefixTable table;

    /** By id, the first null. */
    private final List<Threat> threats;

    private final List<String> expired;
    private final Instant nextExpiry;

    private ThreatTable(
            PrefixTable table, List<Threat> threats, List<String> expired, Instant nextExpiry) {
        this.table = table;
        this.threats = threats;
        this.expired = List.copyOf(expired);
        this.nextExpiry = nextExpiry;
    }

    /** A feed and what its file holds. */
    record Loaded(ThreatFeed feed, FeedFile file) {

        /** When it no longer counts. */
        Instant expiry() {
            return feed.maxAge() == null ? Instant.MAX : file.dated().plus(feed.maxAge());
        }

        List<String> tags() {
            if (!feed.tags().isEmpty()) {
                return feed.tags();
            }
            return List.of(file.category() == null ? feed.name() : file.category());
        }

        String url() {
            return feed.url() == null ? file.url() : feed.url();
        }
    }

    /** Merges feeds; those that are too old at {@code now} do not count. */
    static ThreatTable merge(List<Loaded> feeds, @Nullable AllowFile allowed, Instant now) {
        return new Merge().merge(feeds, allowed, now);
    }

    /** The id of what is said of an address, given as two halves; 0 if nothing is. */
    public int idOf(long high, long low) {
        return Math.max(0, table.get(high, low));
    }

    /** What an id stands for in this very table; null of 0. */
    public Threat threat(int id) {
        return threats.get(id);
    }

    /** The names of feeds that are too old to count. */
    public List<String> expired() {
        return expired;
    }

    /** When the next feed gets too old. */
    Instant nextExpiry() {
        return nextExpiry;
    }

    private static final class Merge {

        private final PrefixTable.Builder table = PrefixTable.builder();
        private final List<BitSet> sets = new ArrayList<>();
        private final Map<BitSet, Integer> ids = new HashMap<>();
        private final Map<Long, Integer> unions = new HashMap<>();

        ThreatTable merge(List<Loaded> feeds, AllowFile allowed, Instant now) {
            List<String> expired = new ArrayList<>();
            Instant nextExpiry = Instant.MAX;
            id(new BitSet());
            for (int i = 0; i < feeds.size(); i++) {
                Loaded feed = feeds.get(i);
                if (feed.expiry().isAfter(now)) {
                    BitSet only = new BitSet();
                    only.set(i);
                    int id = id(only);
                    feed.file().addresses().forEach(range -> table.add(range, id));
                    nextExpiry = feed.expiry().isBefore(nextExpiry) ? feed.expiry() : nextExpiry;
                } else {
                    expired.add(feed.feed().name());
                }
            }
            if (allowed != null) {
                allowed.addresses().forEach(range -> table.add(range, ALLOWED));
            }
            SpecialAddresses.ALL.stream()
                    .filter(special -> NEVER.contains(special.locality()))
                    .forEach(special -> table.add(special.range(), ALLOWED));
            PrefixTable built = table.build(this::union);
            return new ThreatTable(built, threats(feeds), expired, nextExpiry);
        }

        private int id(BitSet set) {
            return ids.computeIfAbsent(
                    set,
                    added -> {
                        sets.add(added);
                        return sets.size() - 1;
                    });
        }

        private int union(int around, int inside) {
            if (around == ALLOWED || inside == ALLOWED) {
                return ALLOWED;
            }
            return around == 0 || around == inside
                    ? inside
                    : unions.computeIfAbsent(
                            ((long) around << Integer.SIZE) | inside,
                            pair -> {
                                BitSet union = (BitSet) sets.get(around).clone();
                                union.or(sets.get(inside));
                                return id(union);
                            });
        }

        private List<Threat> threats(List<Loaded> feeds) {
            List<Threat> threats = new ArrayList<>();
            threats.add(null);
            sets.stream().skip(1).map(set -> threat(set, feeds)).forEach(threats::add);
            return threats;
        }

        private static Threat threat(BitSet set, List<Loaded> feeds) {
            List<Loaded> listing = set.stream().mapToObj(feeds::get).toList();
            Set<String> tags = new TreeSet<>();
            Set<String> urls = new LinkedHashSet<>();
            int score = 0;
            for (Loaded feed : listing) {
                tags.addAll(feed.tags());
                score = Math.max(score, feed.feed().score());
                if (feed.url() != null) {
                    urls.add(feed.url());
                }
            }
            return new Threat(
                    listing.stream().map(feed -> feed.feed().name()).toList(),
                    List.copyOf(tags),
                    score,
                    List.copyOf(urls));
        }
    }
}
