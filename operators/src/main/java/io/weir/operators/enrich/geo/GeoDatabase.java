package io.weir.operators.enrich.geo;

import io.weir.operators.enrich.file.FileWatch;
import io.weir.operators.enrich.file.WatchedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where addresses are and whose. Each subtask opens one for itself and uses it in one thread; the
 * databases behind are shared by the process and swapped when their files change.
 *
 * <p>{@link #seek} moves to an address, the getters then tell what was found there, as ids. A sink
 * of the same process resolves an id by {@link #place} and {@link #autonomousSystem}, with a {@code
 * GeoDatabase} of its own on the same files. An id holds for the database it came from and, since
 * what it was found for may still be on its way, until the change after the next. Ids mean nothing
 * in another process and never go into state.
 *
 * <p>A database that is not configured, missing or wrong costs its fields, never flows: ids are 0
 * until there is a good one.
 */
public final class GeoDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GeoDatabase.class);
    private static final AtomicBoolean ABSENCE_TOLD = new AtomicBoolean();

    private final WatchedFile<Generation<Place>> places;
    private final WatchedFile<Generation<AutonomousSystem>> systems;

    private int place;
    private int system;
    private long number;

    private GeoDatabase(
            WatchedFile<Generation<Place>> places,
            WatchedFile<Generation<AutonomousSystem>> systems) {
        this.places = places;
        this.systems = systems;
    }

    /**
     * Opens the databases. One that is missing or wrong is logged, and taken when it appears.
     *
     * @param city a City, Country or Enterprise database; null for none
     * @param asn an ASN or ISP database; null for none
     */
    public static GeoDatabase open(Path city, Path asn) {
        return open(FileWatch.ofProcess(), city, asn);
    }

    static GeoDatabase open(FileWatch watch, Path city, Path asn) {
        if (city == null && asn == null && ABSENCE_TOLD.compareAndSet(false, true)) {
            LOG.info("No GeoIP database is configured: documents have no geo and no GeoIP AS.");
        }
        WatchedFile<Generation<Place>> places =
                city == null ? null : watch.openOptional(city, GenerationLoader.PLACES);
        WatchedFile<Generation<AutonomousSystem>> systems =
                asn == null ? null : watch.openOptional(asn, GenerationLoader.AUTONOMOUS_SYSTEMS);
        return new GeoDatabase(places, systems);
    }

    /**
     * Looks whether a file is a City (or Country) database.
     *
     * @throws IOException if it is not; the message has the reason
     */
    public static DatabaseVersion checkCity(Path file) throws IOException {
        try (Generation<Place> places = GenerationLoader.PLACES.load(file)) {
            return places.version();
        }
    }

    /**
     * Looks whether a file is an ASN (or ISP) database.
     *
     * @throws IOException if it is not; the message has the reason
     */
    public static DatabaseVersion checkAsn(Path file) throws IOException {
        try (Generation<AutonomousSystem> systems =
                GenerationLoader.AUTONOMOUS_SYSTEMS.load(file)) {
            return systems.version();
        }
    }

    /** Moves to an address. An IPv4-mapped one is looked up as IPv4. */
    public void seek(long high, long low) {
        Generation<Place> placesNow = places == null ? null : places.current();
        Generation<AutonomousSystem> systemsNow = systems == null ? null : systems.current();
        place = placesNow == null ? 0 : placesNow.find(high, low);
        system = systemsNow == null ? 0 : systemsNow.find(high, low);
        number = system == 0 ? 0 : systemsNow.get(system).number();
    }

    /** The id of the address's place, 0 if it is not known. */
    public int placeId() {
        return place;
    }

    /** The id of the address's autonomous system (number and organization), 0 if not known. */
    public int autonomousSystemId() {
        return system;
    }

    /** The number of the address's autonomous system, 0 if it is not known. */
    public long autonomousSystemNumber() {
        return number;
    }

    /** Another one whenever a database was swapped, so that answers kept elsewhere are old. */
    public long version() {
        return (places == null ? 0 : places.version()) + (systems == null ? 0 : systems.version());
    }

    /** What a place's id stands for; null if it is 0 or older than the previous database. */
    public Place place(int id) {
        Generation<Place> now = id == 0 || places == null ? null : places.current();
        return now == null ? null : now.get(id);
    }

    /** What a system's id stands for; null if it is 0 or older than the previous database. */
    public AutonomousSystem autonomousSystem(int id) {
        Generation<AutonomousSystem> now = id == 0 || systems == null ? null : systems.current();
        return now == null ? null : now.get(id);
    }

    /** The database that a place's id came from; null if {@link #place} is. */
    public DatabaseVersion placeVersion(int id) {
        Generation<Place> now = id == 0 || places == null ? null : places.current();
        return now == null ? null : now.versionOf(id);
    }

    /** The database that a system's id came from; null if {@link #autonomousSystem} is. */
    public DatabaseVersion autonomousSystemVersion(int id) {
        Generation<AutonomousSystem> now = id == 0 || systems == null ? null : systems.current();
        return now == null ? null : now.versionOf(id);
    }

    /** The City (or Country) database in use; null if there is none. */
    public DatabaseVersion cityVersion() {
        Generation<Place> now = places == null ? null : places.current();
        return now == null ? null : now.version();
    }

    /** The ASN database in use; null if there is none. */
    public DatabaseVersion asnVersion() {
        Generation<AutonomousSystem> now = systems == null ? null : systems.current();
        return now == null ? null : now.version();
    }

    /** Loads of the two files that failed in this process since they were first opened. */
    public long failedLoads() {
        return (places == null ? 0 : places.failures())
                + (systems == null ? 0 : systems.failures());
    }

    @Override
    public void close() {
        if (places != null) {
            places.close();
        }
        if (systems != null) {
            systems.close();
        }
    }
}
