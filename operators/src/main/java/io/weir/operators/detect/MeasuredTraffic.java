package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.detect.Finding.Role;
import io.weir.operators.enrich.names.IpProtocols;
import io.weir.operators.traffic.Dimension;
import io.weir.operators.traffic.Rollup;
import io.weir.operators.traffic.ServiceKey;
import io.weir.operators.traffic.TrafficKey;
import java.time.Duration;
import java.util.List;

/** What of the rollups is compared with what is usual, and how findings name it. */
public final class MeasuredTraffic {

    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final Rule SERVICE = rule("service", "Far more traffic of a service than usual");
    private static final Rule AS =
            rule("as", "Far more traffic of an autonomous system than usual");
    private static final Rule INTERFACE =
            rule("interface", "Far more traffic of an interface than usual");

    static final List<Rule> RULES = List.of(SERVICE, AS, INTERFACE);

    private static final int BITS_PER_OCTET = 8;

    private MeasuredTraffic() {}

    /** Whether it is: minutes of services, known autonomous systems and interfaces are. */
    public static boolean isMeasured(Rollup rollup) {
        return !rollup.isOther()
                && rollup.windowEnd() - rollup.windowStart() == WINDOW.toMillis()
                && switch (rollup.dimension()) {
                    case SERVICE, INTERFACE -> true;
                    case AS -> rollup.key().first() != 0;
                    default -> false;
                };
    }

    /** What it is of, in a word: the same in each window, and of nothing else. */
    public static String scope(Rollup rollup) {
        TrafficKey key = rollup.key();
        return switch (rollup.dimension()) {
            case SERVICE -> service(ServiceKey.of(key.first()));
            case AS ->
                    "as-"
                            + Long.toUnsignedString(key.first())
                            + (key.second() == 0 ? "-source" : "-destination");
            default -> exporter(key) + "/" + interfaceOf(key);
        };
    }

    static double bitsPerSecond(Rollup rollup) {
        return (double) rollup.traffic().bytes() * BITS_PER_OCTET / WINDOW.toSeconds();
    }

    static Finding finding(Rollup rollup, String scope) {
        boolean isInterface = rollup.dimension() == Dimension.INTERFACE;
        return new Finding(
                ruleOf(rollup.dimension()),
                isInterface ? exporter(rollup.key()) : null,
                isInterface ? Role.EXPORTER : Role.NONE,
                isInterface ? interfaceOf(rollup.key()) : scope,
                (long) bitsPerSecond(rollup),
                "bit/s",
                rollup.windowStart(),
                rollup.windowEnd(),
                rollup.windowEnd() - 1,
                rollup.traffic(),
                0,
                isInterface
                        ? Sample.NONE.withExporters(List.of(exporter(rollup.key())))
                        : Sample.NONE);
    }

    private static Rule ruleOf(Dimension dimension) {
        return switch (dimension) {
            case SERVICE -> SERVICE;
            case AS -> AS;
            default -> INTERFACE;
        };
    }

    private static String service(ServiceKey service) {
        String protocol =
                switch (service.protocol()) {
                    case IpProtocols.TCP -> "tcp";
                    case IpProtocols.UDP -> "udp";
                    default -> Integer.toString(service.protocol());
                };
        return service.port() == ServiceKey.NO_PORT
                ? "service-" + protocol
                : "service-" + protocol + "-" + service.port();
    }

    private static IpAddress exporter(TrafficKey key) {
        return new IpAddress(key.first(), key.second());
    }

    private static String interfaceOf(TrafficKey key) {
        return "interface-" + key.third() + (key.fourth() == 0 ? "-in" : "-out");
    }

    private static Rule rule(String what, String name) {
        return new Rule("volume-anomaly-" + what, name, "anomaly", 40, null);
    }
}
