package io.weir.operators.exporters;

import io.weir.codec.flow.ExportProtocol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What came of an exporter in some time. What tells parts apart is bounded: the accounts have all.
 *
 * @param firstSeenMillis receive time of the first datagram; meaningless if there was none
 * @param lastSeenMillis receive time of the last datagram; meaningless if there was none
 * @param domains at most {@value #MAX_DOMAINS}
 * @param sourcePorts at most {@value #MAX_PORTS}
 * @param templates known at the end, by connection (0 is UDP); at most {@value #MAX_CONNECTIONS}
 * @param clockSkewMillis the exporter's clock minus ours; {@value #SKEW_UNKNOWN} if not known
 */
public record ExporterActivity(
        long firstSeenMillis,
        long lastSeenMillis,
        Accounts accounts,
        Set<ExportProtocol> protocols,
        List<DomainActivity> domains,
        Set<Integer> sourcePorts,
        Map<Long, Integer> templates,
        long clockSkewMillis) {

    public static final int MAX_DOMAINS = 64;
    public static final int MAX_PORTS = 16;
    public static final int MAX_CONNECTIONS = 64;

    /** A skew that is not known. */
    public static final long SKEW_UNKNOWN = Long.MIN_VALUE;

    public static final ExporterActivity NONE =
            new ExporterActivity(
                    0, 0, Accounts.NONE, Set.of(), List.of(), Set.of(), Map.of(), SKEW_UNKNOWN);

    public ExporterActivity {
        EnumSet<ExportProtocol> byCode = EnumSet.noneOf(ExportProtocol.class);
        byCode.addAll(protocols);
        protocols = Collections.unmodifiableSet(byCode);
        domains = List.copyOf(domains);
        sourcePorts = Collections.unmodifiableSet(new TreeSet<>(sourcePorts));
        templates = Collections.unmodifiableMap(new TreeMap<>(templates));
    }

    /** Whether any datagram came. */
    public boolean isHeard() {
        return accounts.datagrams() > 0;
    }

    /** Both together; of one connection, the other one is the later. */
    public ExporterActivity then(ExporterActivity later) {
        Set<ExportProtocol> allProtocols = EnumSet.noneOf(ExportProtocol.class);
        allProtocols.addAll(protocols);
        allProtocols.addAll(later.protocols);
        return new ExporterActivity(
                isHeard() && later.isHeard()
                        ? Math.min(firstSeenMillis, later.firstSeenMillis)
                        : heard(later).firstSeenMillis,
                isHeard() && later.isHeard()
                        ? Math.max(lastSeenMillis, later.lastSeenMillis)
                        : heard(later).lastSeenMillis,
                accounts.plus(later.accounts),
                allProtocols,
                domainsThen(later.domains),
                portsAnd(later.sourcePorts),
                templatesThen(later.templates),
                later.clockSkewMillis == SKEW_UNKNOWN ? clockSkewMillis : later.clockSkewMillis);
    }

    private ExporterActivity heard(ExporterActivity other) {
        return other.isHeard() ? other : this;
    }

    private List<DomainActivity> domainsThen(List<DomainActivity> later) {
        List<DomainActivity> all = new ArrayList<>(domains);
        for (DomainActivity domain : later) {
            int at = indexOf(all, domain);
            if (at >= 0) {
                all.set(at, all.get(at).then(domain));
            } else if (all.size() < MAX_DOMAINS) {
                all.add(domain);
            }
        }
        return all;
    }

    private static int indexOf(List<DomainActivity> domains, DomainActivity wanted) {
        for (int i = 0; i < domains.size(); i++) {
            if (domains.get(i).sameDomain(wanted)) {
                return i;
            }
        }
        return -1;
    }

    private Set<Integer> portsAnd(Set<Integer> others) {
        Set<Integer> all = new TreeSet<>(sourcePorts);
        others.stream().filter(port -> all.size() < MAX_PORTS).forEach(all::add);
        return all;
    }

    private Map<Long, Integer> templatesThen(Map<Long, Integer> later) {
        Map<Long, Integer> all = new TreeMap<>(templates);
        later.forEach(
                (connection, count) -> {
                    if (all.size() < MAX_CONNECTIONS || all.containsKey(connection)) {
                        all.put(connection, count);
                    }
                });
        return all;
    }

    /** The templates known at the end, on all connections. */
    public long templateCount() {
        return templates.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** The share of what was sent that is missing by sequence, 0 to 1; empty if not known. */
    public OptionalDouble lossShare() {
        long received = 0;
        long lost = 0;
        boolean known = false;
        for (DomainActivity domain : domains) {
            if (domain.isFollowed()) {
                known = true;
                received += domain.unitsReceived();
                lost += domain.unitsLost();
            }
        }
        return known ? OptionalDouble.of(share(lost, received)) : OptionalDouble.empty();
    }

    /** What is lost of what was sent, 0 to 1. */
    public static double share(long lost, long received) {
        return lost == 0 ? 0 : (double) lost / ((double) lost + received);
    }
}
