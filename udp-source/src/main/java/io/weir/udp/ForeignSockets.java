package io.weir.udp;

import org.apache.flink.annotation.PublicEvolving;

/**
 * What to do when another program's socket is on a port of the source: with SO_REUSEPORT the kernel
 * shares the senders out between both, without an error to anybody.
 */
@PublicEvolving
public enum ForeignSockets {
    /** Do not start; say whose it is. One that comes later is logged and counted. */
    REFUSE,
    /**
     * Start, log whose it is, and count it. For readers of one job that share the host's network
     * but not its temporary folder, and so cannot know each other, as pods with {@code
     * hostNetwork}.
     */
    WARN
}
