package io.weir.operators.enrich.names;

import io.weir.codec.IpAddress;
import io.weir.codec.normalise.ApplicationId;
import io.weir.operators.enrich.file.FileLoader;
import io.weir.operators.enrich.file.LoadReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the operator calls applications. A key is
 *
 * <ul>
 *   <li>a server's address and port, {@code 192.0.2.1:8443} or {@code [2001:db8::1]:8443}, as in
 *       ElastiFlow's {@code applications.yml}. Who has an entry is the server of its flows.
 *   <li>an application id as documents show it, {@code 13..453} or {@code 20..12356..41}. With an
 *       {@link ApplicationSpace} before it, {@code fortinet__0..41}, it is good for exporters of
 *       that space only.
 * </ul>
 */
public final class Applications implements OperatorTable {

    /** Reads the file for a {@link io.weir.operators.enrich.file.WatchedFile}. */
    public static final FileLoader<Applications> LOADER = new WarningLoader<>(Applications::load);

    private static final Pattern APPLICATION_ID =
            Pattern.compile("(?:(\\w+?)__)?(\\d{1,3})\\.\\.(?:(\\d{1,10})\\.\\.)?(\\d{1,17})");

    private static final String SPACE_MARK = "__";
    private static final int MAX_PORT = 0xffff;
    private static final int MAX_ENGINE = 0xff;
    private static final long MAX_ENTERPRISE = 0xffff_ffffL;
    private static final long MAX_ENTERPRISE_SELECTOR = 0xff_ffffL;
    private static final long MAX_SELECTOR = (1L << 56) - 1;
    private static final long FORTINET = 12_356;

    /** Stands where an address has its port, and tells ids of applications from addresses. */
    private static final int ANY_SPACE = -1;

    private final NameTable names;
    private final LoadReport report;

    private Applications(NameTable names, LoadReport report) {
        this.names = names;
        this.report = report;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     */
    public static Applications load(Path path) throws IOException {
        NameTable.Builder names = new NameTable.Builder();
        LoadReport report = SettingsFile.read(path, (key, value) -> put(key, value, names));
        return new Applications(names.build(), report);
    }

    private static void put(String key, String name, NameTable.Builder names) {
        Matcher id = APPLICATION_ID.matcher(key);
        if (id.matches()) {
            putId(id, name, names);
        } else {
            putServer(key, name, names);
        }
    }

    private static void putId(Matcher parts, String name, NameTable.Builder names) {
        ApplicationSpace space =
                parts.group(1) == null ? null : ApplicationSpace.of(parts.group(1));
        int engine = (int) atMost(MAX_ENGINE, parts.group(2));
        String enterprise = parts.group(3);
        long id =
                enterprise == null
                        ? ApplicationId.of(engine, atMost(MAX_SELECTOR, parts.group(4)))
                        : ApplicationId.ofEnterprise(
                                atMost(MAX_ENTERPRISE, enterprise),
                                atMost(MAX_ENTERPRISE_SELECTOR, parts.group(4)));
        if (enterprise != null && engine != ApplicationId.ENTERPRISE_LAYER_7) {
            throw new IllegalArgumentException(
                    "'" + parts.group() + "' has an enterprise, which only engine 20 has");
        }
        long canonical = canonical(space, id);
        names.put(0, canonical, mark(owner(space, canonical)), name);
    }

    private static long atMost(long max, String text) {
        long number = Long.parseLong(text);
        if (number > max) {
            throw new IllegalArgumentException("'" + text + "' is over " + max);
        }
        return number;
    }

    private static void putServer(String key, String name, NameTable.Builder names) {
        int colon = key.lastIndexOf(':');
        if (colon < 0 || key.contains(SPACE_MARK)) {
            throw new IllegalArgumentException(
                    "'" + key + "' is neither ADDRESS:PORT nor an application id");
        }
        IpAddress address = SettingKeys.address(key.substring(0, colon));
        long port = SettingKeys.number(key.substring(colon + 1), "port", 0, MAX_PORT);
        names.put(address.high(), address.low(), port, name);
    }

    /**
     * Finds the application of a server.
     *
     * @param high the first half of the server's address
     * @param low its second half
     * @param port 0 to 65535
     * @return its id for {@link #name}; 0 if it has none here
     */
    public int findServer(long high, long low, int port) {
        return names.find(high, low, port);
    }

    /**
     * Finds the name of an application id.
     *
     * @param space whose ids the exporter sends; null if that is not known
     * @param id as in {@link ApplicationId}
     * @return its id for {@link #name}; 0 if it has none here
     */
    public int findApplication(ApplicationSpace space, long id) {
        long canonical = canonical(space, id);
        ApplicationSpace owner = owner(space, canonical);
        int own = owner == null ? 0 : names.find(0, canonical, mark(owner));
        return own != 0 ? own : names.find(0, canonical, ANY_SPACE);
    }

    /** The name of an id of this table; null for 0. */
    public String name(int id) {
        return names.name(id);
    }

    @Override
    public LoadReport report() {
        return report;
    }

    /** ElastiFlow lists Fortinet's ids as of engine 0, which the RFC calls invalid. */
    private static long canonical(ApplicationSpace space, long id) {
        boolean fortinet =
                ApplicationId.engine(id) == 0
                        && (space == null || space == ApplicationSpace.FORTINET)
                        && ApplicationId.selector(id) <= MAX_ENTERPRISE_SELECTOR;
        return fortinet ? ApplicationId.ofEnterprise(FORTINET, ApplicationId.selector(id)) : id;
    }

    /** An id with Fortinet's enterprise in it is Fortinet's, whoever sends it. */
    private static ApplicationSpace owner(ApplicationSpace space, long canonical) {
        return ApplicationId.enterprise(canonical) == FORTINET ? ApplicationSpace.FORTINET : space;
    }

    private static int mark(ApplicationSpace space) {
        return space == null ? ANY_SPACE : ANY_SPACE - space.number();
    }
}
