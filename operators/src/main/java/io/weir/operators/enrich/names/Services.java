package io.weir.operators.enrich.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The services that IANA has assigned ports to, by transport protocol and port (RFC 6335). UDP-Lite
 * has the ports of UDP (RFC 3828 §6). Immutable, 0.5 MiB.
 */
public final class Services {

    private static final int PORTS = 1 << 16;
    private static final String FILE = "services.txt";

    private final char[] tcp = new char[PORTS];
    private final char[] udp = new char[PORTS];
    private final char[] sctp = new char[PORTS];
    private final char[] dccp = new char[PORTS];

    /** By id; 0 is no service. */
    private final List<String> names = new ArrayList<>();

    private final List<String> labels = new ArrayList<>();

    private Services() {
        names.add(null);
        labels.add(null);
        for (String line : ResourceLines.of(FILE)) {
            String[] words = line.split(" ", -1);
            int port = Integer.parseInt(words[0]);
            for (int i = 2; i < words.length; i++) {
                add(words[i], port, words[1]);
            }
        }
    }

    private void add(String protocol, int port, String name) {
        char[] table =
                switch (protocol) {
                    case "tcp" -> tcp;
                    case "udp" -> udp;
                    case "sctp" -> sctp;
                    case "dccp" -> dccp;
                    default -> throw new IllegalStateException(FILE + ": " + protocol);
                };
        if (table[port] != 0) {
            throw new IllegalStateException(FILE + ": " + protocol + "/" + port + " twice");
        }
        table[port] = (char) names.size();
        names.add(name);
        labels.add(name + " (" + protocol.toUpperCase(Locale.ROOT) + "/" + port + ")");
    }

    /** IANA's, read at first use. */
    public static Services iana() {
        return Iana.SERVICES;
    }

    /**
     * Finds the service of a port.
     *
     * @param protocol IP protocol number
     * @param port 0 to 65535; exporters may send more bits than ports have
     * @return its id, good for {@link #name} and {@link #label(int)}; 0 if the port is not assigned
     *     for this protocol, or the protocol has no ports
     */
    public int find(int protocol, int port) {
        if (port < 0 || port >= PORTS) {
            return 0;
        }
        return switch (protocol) {
            case IpProtocols.TCP -> tcp[port];
            case IpProtocols.UDP, IpProtocols.UDP_LITE -> udp[port];
            case IpProtocols.SCTP -> sctp[port];
            case IpProtocols.DCCP -> dccp[port];
            default -> 0;
        };
    }

    /** Whether IANA has assigned the port for this protocol. */
    public boolean isRegistered(int protocol, int port) {
        return find(protocol, port) != 0;
    }

    /** The registered name, {@code https}; null for id 0. */
    public String name(int id) {
        return names.get(id);
    }

    /** Name, protocol and port as ElastiFlow 4 writes them, {@code https (TCP/443)}; null for 0. */
    public String label(int id) {
        return labels.get(id);
    }

    /** What ElastiFlow 4 writes for any port: the label, else {@code tcp/50000}; never null. */
    public String label(int protocol, int port) {
        int id = find(protocol, port);
        return id != 0 ? label(id) : IpProtocols.text(protocol) + "/" + port;
    }

    /** Assigned pairs of protocol and port; their ids are 1 to this. */
    public int size() {
        return names.size() - 1;
    }

    private static final class Iana {
        private static final Services SERVICES = new Services();
    }
}
