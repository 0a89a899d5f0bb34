package io.weir.operators.enrich;

import io.weir.operators.enrich.file.WatchedFile;
import io.weir.operators.enrich.geo.AutonomousSystem;
import io.weir.operators.enrich.geo.DatabaseVersion;
import io.weir.operators.enrich.geo.GeoDatabase;
import io.weir.operators.enrich.geo.Place;
import io.weir.operators.enrich.networks.Networks;
import io.weir.operators.enrich.networks.NetworksLoader;
import io.weir.operators.enrich.threat.LiveThreats;
import io.weir.operators.enrich.threat.Threat;
import io.weir.operators.enrich.threat.ThreatTable;
import io.weir.operators.tables.KeyHash;
import java.io.IOException;
import java.nio.file.Path;
import javax.annotation.Nullable;

/**
 * All that databases and lists say of addresses: place, autonomous system, network, threat. One
 * look-up answers for all of them, and most are answered by a cache.
 *
 * <p>Opened by each subtask for itself, and of one thread. {@link #refresh} takes what changed;
 * between two calls of it every id means the same.
 */
final class AddressBook implements AutoCloseable {

    private final GeoDatabase geo;
    private final Networks networksWithoutFile;
    @Nullable private final WatchedFile<Networks> networksFile;
    @Nullable private final LiveThreats liveThreats;
    private final AddressCache cache;

    private long geoVersion;
    private Networks networks;
    @Nullable private ThreatTable threats;
    private int entry;
    private long hits;
    private long misses;

    private AddressBook(
            GeoDatabase geo,
            Networks networksWithoutFile,
            @Nullable WatchedFile<Networks> networksFile,
            @Nullable LiveThreats liveThreats,
            int cacheEntries) {
        this.geo = geo;
        this.networksWithoutFile = networksWithoutFile;
        this.networksFile = networksFile;
        this.liveThreats = liveThreats;
        cache = new AddressCache(cacheEntries);
        refresh();
    }

    /**
     * Opens databases and lists. A database that is missing or wrong is only logged.
     *
     * @throws IOException if a list is missing or nothing in it is right
     */
    static AddressBook open(EnrichmentOptions options) throws IOException {
        GeoDatabase geo = GeoDatabase.open(options.cityFile(), options.asnFile());
        WatchedFile<Networks> networksFile = null;
        LiveThreats threats = null;
        try {
            if (options.networks() != null) {
                NetworksLoader loader = new NetworksLoader(options.internalRanges());
                networksFile = WatchedFile.open(Path.of(options.networks()), loader);
            }
            if (!options.threats().feeds().isEmpty()) {
                threats = LiveThreats.open(options.threatSettings());
            }
            Networks networks = Networks.of(options.internalRanges());
            return new AddressBook(geo, networks, networksFile, threats, options.cacheEntries());
        } catch (IOException | RuntimeException e) {
            geo.close();
            if (networksFile != null) {
                networksFile.close();
            }
            if (threats != null) {
                threats.close();
            }
            throw e;
        }
    }

    /** Takes what changed since the last call. Ids from before are to be used no more. */
    void refresh() {
        long geoNow = geo.version();
        Networks networksNow = networksFile == null ? networksWithoutFile : networksFile.current();
        ThreatTable threatsNow = liveThreats == null ? null : liveThreats.current();
        if (geoNow != geoVersion || networksNow != networks || threatsNow != threats) {
            geoVersion = geoNow;
            networks = networksNow;
            threats = threatsNow;
            cache.clear();
        }
    }

    /**
     * Reads what {@link #seek} will, for many addresses at a time: so no read waits for another.
     *
     * @param hash of the address, as of {@link KeyHash#of(long, long)}
     * @return of no use, but for the reads not to be left out
     */
    long approach(long hash) {
        return cache.approach(hash);
    }

    /** Moves to an address, given as two halves and their hash, likewise. */
    void seek(long hash, long high, long low) {
        entry = cache.find(hash, high, low);
        if (entry >= 0) {
            hits++;
        } else {
            misses++;
            entry = look(hash, high, low);
        }
    }

    private int look(long hash, long high, long low) {
        geo.seek(high, low);
        return cache.put(
                hash,
                high,
                low,
                geo.placeId(),
                geo.autonomousSystemId(),
                geo.autonomousSystemNumber(),
                networks.placeOf(high, low),
                threats == null ? 0 : threats.idOf(high, low));
    }

    int placeId() {
        return cache.place(entry);
    }

    int autonomousSystemId() {
        return cache.autonomousSystem(entry);
    }

    long autonomousSystemNumber() {
        return cache.number(entry);
    }

    /** A place in {@link #networks}. */
    int network() {
        return cache.network(entry);
    }

    int threatId() {
        return cache.threat(entry);
    }

    @Nullable
    Place place(int id) {
        return geo.place(id);
    }

    @Nullable
    AutonomousSystem autonomousSystem(int id) {
        return geo.autonomousSystem(id);
    }

    Networks networks() {
        return networks;
    }

    @Nullable
    Threat threat(int id) {
        return id == 0 ? null : threats.threat(id);
    }

    /** The City (or Country) database in use; null if there is none. */
    @Nullable
    DatabaseVersion cityVersion() {
        return geo.cityVersion();
    }

    /** The ASN database in use; null if there is none. */
    @Nullable
    DatabaseVersion asnVersion() {
        return geo.asnVersion();
    }

    /** Look-ups that the cache answered. */
    long hits() {
        return hits;
    }

    /** Look-ups that went to databases and lists. */
    long misses() {
        return misses;
    }

    /** Loads of changed databases and lists that failed, so that what was there is still in use. */
    long failedLoads() {
        return geo.failedLoads() + (networksFile == null ? 0 : networksFile.failures());
    }

    @Override
    public void close() {
        geo.close();
        if (networksFile != null) {
            networksFile.close();
        }
        if (liveThreats != null) {
            liveThreats.close();
        }
    }
}
