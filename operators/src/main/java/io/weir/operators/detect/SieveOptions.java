package io.weir.operators.detect;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import javax.annotation.Nullable;

/**
 * What sieves have to be told.
 *
 * @param signatures the operator's file of signatures on each host that runs the job; null for
 *     those that come with Weir
 * @param logins what sessions with login services are like
 * @param mailServers addresses, prefixes and ranges of who delivers mail by order of the operator
 * @param peerPorts where peers that share files listen
 * @param reflectorPorts UDP ports of services that may reflect, 1 to 65535
 * @param reflectedBytes octets of answers within a second and subtask, to one host by one service:
 *     what is less is ordinary, and not told
 * @param reflectedPackets of TCP answers within a second and subtask, to one host, likewise
 * @param floods packets within a second and subtask, to one host, likewise
 * @param sessions within a pane and subtask, of one client, likewise
 * @param spoofing what is known of forged sources
 */
public record SieveOptions(
        @Nullable String signatures,
        LoginShape logins,
        List<String> mailServers,
        List<Integer> peerPorts,
        List<Integer> reflectorPorts,
        long reflectedBytes,
        long reflectedPackets,
        FloodBounds floods,
        long sessions,
        SpoofingOptions spoofing)
        implements Serializable {

    /** The ports of services that are known to reflect: US-CERT TA14-017A. */
    public static final List<Integer> REFLECTOR_PORTS = List.of(19, 53, 123, 161, 389, 1900, 11211);

    /** What holds where nothing is configured. */
    static final SieveOptions NONE =
            new SieveOptions(
                    null,
                    new LoginShape(List.of(), 0, 0, 0),
                    List.of(),
                    List.of(),
                    REFLECTOR_PORTS,
                    1,
                    1,
                    new FloodBounds(1, 1, 1, 1, Duration.ofSeconds(20)),
                    1,
                    SpoofingOptions.NONE);

    public SieveOptions {
        mailServers = List.copyOf(mailServers);
        peerPorts = List.copyOf(peerPorts);
        reflectorPorts = List.copyOf(reflectorPorts);
    }
}
