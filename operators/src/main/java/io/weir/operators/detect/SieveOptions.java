package io.weir.operators.detect;

import java.io.Serializable;
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
 */
public record SieveOptions(
        @Nullable String signatures,
        LoginShape logins,
        List<String> mailServers,
        List<Integer> peerPorts)
        implements Serializable {

    public SieveOptions {
        mailServers = List.copyOf(mailServers);
        peerPorts = List.copyOf(peerPorts);
    }

    /** What holds where nothing is configured. */
    static final SieveOptions NONE =
            new SieveOptions(null, new LoginShape(List.of(), 0, 0, 0), List.of(), List.of());
}
