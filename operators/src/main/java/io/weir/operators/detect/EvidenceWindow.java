package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.detect.Finding.Role;
import io.weir.operators.enrich.ids.FlowId;
import io.weir.operators.tables.DistinctSketches;
import io.weir.operators.tables.KeyHash;
import io.weir.operators.tables.KeyTable;
import io.weir.operators.traffic.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What is known of one suspect within a sliding window of panes of the same length: counters per
 * pane, and distinct observations with the pane in which each was last made, counted by peer and by
 * number as they come and go.
 *
 * <p>Bounded: at most {@link #MAX_OBSERVATIONS} observations, of them {@link #MAX_ALIKE} with the
 * same peer or number, 32 octets each and as much again to count them; the others go to the
 * sketches of their pane, at most 4 KiB. With a window of a minute that is 100 KiB, and less than 1
 * KiB for a suspect with a few observations. Changed in place.
 */
public final class EvidenceWindow {

    /** The length of a pane, where nothing else is said. */
    public static final long PANE_MILLIS = 10_000;

    static final int MAX_OBSERVATIONS = 1_024;

    /** As many as any rule can ask for. */
    static final int MAX_ALIKE = 256;

    private static final int KEY = 3;
    private static final int PANE = 3;
    private static final int NUMBER = 2;

    /** Peer and number, and the start of the pane. */
    private final KeyTable observations = KeyTable.small(KEY, KEY + 1);

    /** By number: how many peers were observed with it. */
    private final KeyTable peersByNumber = KeyTable.small(1, 2);

    /** By peer: how many numbers were observed with it. */
    private final KeyTable numbersByPeer = KeyTable.small(2, 3);

    private final long paneMillis;
    private final List<Pane> panes = new ArrayList<>(1);
    private final SortedSet<IpAddress> exporters = new TreeSet<>();

    private Usual usual = Usual.UNKNOWN;

    EvidenceWindow() {
        this(PANE_MILLIS);
    }

    /**
     * @param paneMillis the length of a pane, at least a second
     */
    EvidenceWindow(long paneMillis) {
        this.paneMillis = paneMillis;
    }

    EvidenceWindow copy() {
        EvidenceWindow copy = new EvidenceWindow(paneMillis);
        panes.forEach(pane -> copy.panes.add(pane.copy()));
        copy.exporters.addAll(exporters);
        for (int row = 0; row < observations.size(); row++) {
            copy.observe(observation(row), observations.get(row, PANE));
        }
        return copy;
    }

    static long paneOf(long millis) {
        return Math.floorDiv(millis, PANE_MILLIS) * PANE_MILLIS;
    }

    long paneMillis() {
        return paneMillis;
    }

    void add(Evidence evidence) {
        Pane pane = pane(Math.floorDiv(evidence.endMillis() - 1, paneMillis) * paneMillis);
        pane.add(evidence);
        for (Observation observation : evidence.observations()) {
            if (!observe(observation, pane.startMillis)) {
                observation.addTo(pane.sketches());
            }
        }
        for (IpAddress exporter : evidence.exporters()) {
            if (exporters.size() < Evidence.MAX_EXPORTERS) {
                exporters.add(exporter);
            }
        }
    }

    /** The pane that starts then; panes are in the order of time. */
    private Pane pane(long startMillis) {
        int at = panes.size();
        while (at > 0 && panes.get(at - 1).startMillis > startMillis) {
            at--;
        }
        if (at > 0 && panes.get(at - 1).startMillis == startMillis) {
            return panes.get(at - 1);
        }
        Pane pane = new Pane(startMillis);
        panes.add(at, pane);
        return pane;
    }

    /**
     * Takes note of an observation.
     *
     * @return false if there is no room for it
     */
    private boolean observe(Observation observation, long pane) {
        long[] key = {observation.peerHigh(), observation.peerLow(), observation.number()};
        long hash = observations.hash(key, 0);
        int row = observations.find(hash, key, 0);
        if (row >= 0) {
            observations.set(row, PANE, Math.max(observations.get(row, PANE), pane));
            return true;
        }
        if (observations.size() == MAX_OBSERVATIONS
                || count(peersByNumber, key, NUMBER) == MAX_ALIKE
                || count(numbersByPeer, key, 0) == MAX_ALIKE) {
            return false;
        }
        observations.set(observations.append(hash, key, 0), PANE, pane);
        increment(peersByNumber, key, NUMBER);
        increment(numbersByPeer, key, 0);
        return true;
    }

    private static int count(KeyTable counts, long[] key, int from) {
        int row = counts.find(counts.hash(key, from), key, from);
        return row < 0 ? 0 : (int) counts.get(row, counts.stride() - 1);
    }

    private static void increment(KeyTable counts, long[] key, int from) {
        long hash = counts.hash(key, from);
        int row = counts.find(hash, key, from);
        int column = counts.stride() - 1;
        if (row < 0) {
            row = counts.append(hash, key, from);
            counts.set(row, column, 0);
        }
        counts.set(row, column, counts.get(row, column) + 1);
    }

    /** Forgets the panes that start before the given time; looks at all only if there is one. */
    void forgetBefore(long millis) {
        if (panes.isEmpty() || panes.get(0).startMillis >= millis) {
            return;
        }
        panes.removeIf(pane -> pane.startMillis < millis);
        int kept = 0;
        for (int row = 0; row < observations.size(); row++) {
            if (observations.get(row, PANE) >= millis) {
                observations.move(row, kept++);
            }
        }
        observations.truncate(kept);
        peersByNumber.truncate(0);
        numbersByPeer.truncate(0);
        long[] rows = observations.rows();
        for (int row = 0; row < kept; row++) {
            increment(peersByNumber, rows, row * observations.stride() + NUMBER);
            increment(numbersByPeer, rows, row * observations.stride());
        }
    }

    /** What level of its judgement is usual for the suspect. */
    Usual usual() {
        return usual;
    }

    /** Says before each judgement what is usual: that is not known by itself. */
    void compareWith(Usual level) {
        usual = level;
    }

    boolean isEmpty() {
        return panes.isEmpty();
    }

    /** Whether the suspect did no more than one thing, be it again and again. */
    boolean isLone() {
        return observations.size() <= 1 && panes.stream().allMatch(pane -> pane.more == null);
    }

    List<Pane> panes() {
        return panes;
    }

    int observations() {
        return observations.size();
    }

    Observation observation(int row) {
        return new Observation(
                observations.get(row, 0),
                observations.get(row, 1),
                (int) observations.get(row, NUMBER));
    }

    long paneOfObservation(int row) {
        return observations.get(row, PANE);
    }

    List<IpAddress> exporters() {
        return List.copyOf(exporters);
    }

    /** Puts back what a serializer read. */
    void restore(List<Pane> readPanes, List<IpAddress> readExporters) {
        panes.addAll(readPanes);
        exporters.addAll(readExporters);
    }

    /** Puts back an observation that a serializer read. */
    void restore(Observation observation, long pane) {
        observe(observation, pane);
    }

    long flows() {
        return total().flows;
    }

    long packets() {
        return total().packets;
    }

    long bytes() {
        return total().bytes;
    }

    /** Of the bytes those that went to the suspect. */
    long received() {
        return total().received;
    }

    /**
     * Whether at least so much of all that the suspect did is evidence, where what was answered is
     * none.
     *
     * @param percent 0 to 100, of evidence and answered flows
     */
    boolean isMostlyUnanswered(int percent) {
        double flows = flows();
        return flows * 100 >= percent * (flows + answered());
    }

    /**
     * Whether at least so much of the evidence has no answer, where answers are counted apart.
     *
     * @param percent 0 to 100, of the evidence
     */
    boolean isLeftWithout(int percent) {
        double flows = flows();
        return (flows - answered()) * 100 >= percent * flows;
    }

    private long answered() {
        return total().answered;
    }

    /** The counters of all panes. */
    private Pane total() {
        Pane total = new Pane(0);
        for (int i = 0; i < panes.size(); i++) {
            total.count(panes.get(i));
        }
        return total;
    }

    /** How many peers were observed with a number: exact to {@link #MAX_ALIKE}. */
    long peersWith(int number) {
        int known = count(peersByNumber, new long[] {number}, 0);
        return known == MAX_ALIKE && peersByNumber.size() == 1 ? peers() : known;
    }

    /** How many numbers were observed with a peer: exact to {@link #MAX_ALIKE}. */
    long numbersWith(IpAddress peer) {
        int known = count(numbersByPeer, new long[] {peer.high(), peer.low()}, 0);
        return known == MAX_ALIKE && numbersByPeer.size() == 1 ? numbers() : known;
    }

    /** How many distinct peers: exact until there is no more room, then estimated. */
    long peers() {
        DistinctSketches sketches = sketches();
        return sketches == null ? numbersByPeer.size() : sketches.hosts();
    }

    /** How many distinct numbers: exact until there is no more room, then estimated. */
    long numbers() {
        DistinctSketches sketches = sketches();
        return sketches == null ? peersByNumber.size() : sketches.ports();
    }

    /** All that is known, in sketches; null if all is known exactly. */
    private DistinctSketches sketches() {
        DistinctSketches all = null;
        for (Pane pane : panes) {
            if (pane.more != null) {
                all = all == null ? new DistinctSketches() : all;
                all.add(pane.more);
            }
        }
        if (all != null) {
            for (int row = 0; row < observations.size(); row++) {
                all.addHost(KeyHash.of(observations.get(row, 0), observations.get(row, 1)));
                all.addPort(observations.get(row, NUMBER));
            }
        }
        return all;
    }

    /** How many numbers have at least so many peers. */
    int numbersWithPeers(int least) {
        return rowsWith(peersByNumber, least);
    }

    /** How many peers have at least so many numbers. */
    int peersWithNumbers(int least) {
        return rowsWith(numbersByPeer, least);
    }

    private static int rowsWith(KeyTable counts, int least) {
        int found = 0;
        for (int row = 0; row < counts.size(); row++) {
            found += counts.get(row, counts.stride() - 1) >= least ? 1 : 0;
        }
        return found;
    }

    /** A finding about all of it. */
    Finding finding(Rule rule, Role role, long count, String measure, Evidence added) {
        return findingAbout(rule, role, "", count, measure, added, row -> true);
    }

    /** A finding about all of it, apart from others of its rule by scope. */
    Finding finding(
            Rule rule, Role role, String scope, long count, String measure, Evidence added) {
        return finding(rule, role, scope, count, measure, added, row -> true);
    }

    /** A finding about the observations with a number. */
    Finding findingAt(int number, Rule rule, long count, String measure, Evidence added) {
        return findingAbout(
                rule,
                Role.SOURCE,
                "port-" + number,
                count,
                measure,
                added,
                row -> observations.get(row, NUMBER) == number);
    }

    /** A finding about the flows that look like those of a signature. */
    Finding finding(Signature signature, Evidence added) {
        int number = signature.number();
        return findingAbout(
                        signature.rule(),
                        Role.SOURCE,
                        /* scope= */ "",
                        peersWith(number),
                        "hosts",
                        added,
                        row -> observations.get(row, NUMBER) == number)
                .withPorts(
                        signature.ports().isAny()
                                ? List.of()
                                : List.of((int) signature.ports().least()));
    }

    /** How many observations there are of those that are meant. */
    long count(Predicate<Observation> isMeant) {
        return IntStream.range(0, observations.size())
                .mapToObj(this::observation)
                .filter(isMeant)
                .count();
    }

    /** A finding about the observations that are meant. */
    Finding finding(
            Rule rule,
            Role role,
            String scope,
            long count,
            String measure,
            Evidence added,
            Predicate<Observation> isMeant) {
        IntPredicate rows = row -> isMeant.test(observation(row));
        return findingAbout(rule, role, scope, count, measure, added, rows);
    }

    /** A finding about the observations with a peer. */
    Finding findingOf(IpAddress peer, Rule rule, long count, String measure, Evidence added) {
        return findingAbout(
                rule,
                Role.SOURCE,
                peer.toString(),
                count,
                measure,
                added,
                row ->
                        observations.get(row, 1) == peer.low()
                                && observations.get(row, 0) == peer.high());
    }

    private Finding findingAbout(
            Rule rule,
            Role role,
            String scope,
            long count,
            String measure,
            Evidence added,
            IntPredicate isMeant) {
        TreeSet<IpAddress> peers = new TreeSet<>();
        TreeSet<Integer> numbers = new TreeSet<>();
        for (int row = 0; row < observations.size(); row++) {
            if (isMeant.test(row)) {
                Observation observation = observation(row);
                peers.add(observation.peer());
                numbers.add(observation.number());
            }
        }
        return new Finding(
                rule,
                added.suspect().address(),
                role,
                scope,
                count,
                measure,
                panes.get(0).startMillis,
                panes.get(panes.size() - 1).startMillis + paneMillis,
                added.firstReceivedMillis(),
                new Traffic(bytes(), packets(), flows()),
                received(),
                new Sample(
                        peers.size() == numbersByPeer.size() ? peers() : peers.size(),
                        peers.stream().limit(Sample.MAX).toList(),
                        numbers.stream().limit(Sample.MAX).toList(),
                        exporters(),
                        flowIds()));
    }

    /** Of some of the flows, the latest first. */
    private List<FlowId> flowIds() {
        List<FlowId> ids = new ArrayList<>();
        for (int i = panes.size() - 1; i >= 0; i--) {
            ids.addAll(panes.get(i).flowIds);
        }
        return ids.stream().distinct().limit(Sample.MAX).toList();
    }

    /** The first millisecond after the newest pane; {@link Long#MIN_VALUE} if there is none. */
    long end() {
        return panes.isEmpty()
                ? Long.MIN_VALUE
                : panes.get(panes.size() - 1).startMillis + paneMillis;
    }
}
