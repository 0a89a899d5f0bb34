package io.weir.job.generate;

/**
 * What sessions of one kind look like.
 *
 * @param share of the sessions, relative to the other applications
 * @param protocol {@link SimulatedFlow#TCP}, {@link SimulatedFlow#UDP} or {@link
 *     SimulatedFlow#ICMP}
 * @param port of the server; 0 for ICMP
 * @param parties who talks to whom
 * @param request payload octets from client to server
 * @param response payload octets from server to client
 * @param millis duration
 * @param tos DSCP and ECN of both directions
 */
record Application(
        int share,
        int protocol,
        int port,
        Parties parties,
        HeavyTail request,
        HeavyTail response,
        HeavyTail millis,
        int tos) {

    /** Who talks to whom, client first. */
    enum Parties {
        CLIENT_TO_SERVICE,
        CLIENT_TO_RESOLVER,
        CLIENT_TO_MAIL,
        CLIENT_TO_DATABASE,
        CLIENT_TO_SSH,
        RESOLVER_TO_SERVICE,
        OTHER_TO_WEB
    }
}
