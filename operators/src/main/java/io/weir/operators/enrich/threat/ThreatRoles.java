package io.weir.operators.enrich.threat;

/**
 * What a listed end makes of a flow: ElastiFlow's three notions, with the conditions that its
 * dashboards promise. The rule, where <em>listed</em> is to be on a feed and not on the allow-list,
 * and <em>inside</em> is {@link io.weir.operators.enrich.networks.Networks#isInside}:
 *
 * <table>
 *   <caption>The rule</caption>
 *   <tr><th>notion</th><th>client</th><th>server</th><th>and</th></tr>
 *   <tr><td>public threat</td><td>outside, listed</td><td>inside</td><td></td></tr>
 *   <tr><td>at-risk server</td><td>outside, listed</td><td>inside</td><td>the server answered
 *       </td></tr>
 *   <tr><td>high-risk client</td><td>inside</td><td>outside, listed</td><td></td></tr>
 * </table>
 *
 * <p>So a scan makes its source a public threat, but not each host that it knocked at a server at
 * risk. A client that only tries to reach a listed server is at high risk already: that is what an
 * infected host does whose controller is gone. A listed address inside, one of the operator's own
 * on somebody's list, makes none of the three; its tags show it.
 */
public final class ThreatRoles {

    /** The client is a public threat. */
    public static final int PUBLIC_THREAT = 1;

    /** The server is at risk. */
    public static final int AT_RISK_SERVER = 1 << 1;

    /** The client is at high risk. */
    public static final int HIGH_RISK_CLIENT = 1 << 2;

    private ThreatRoles() {}

    /**
     * The notions that hold for a flow, as bits; 0 if none does or client and server are unknown.
     *
     * @param clientThreat the id of what is said of the client, 0 if nothing is
     * @param serverThreat the same of the server
     * @param clientInside whether the client is in the operator's networks
     * @param serverInside whether the server is
     * @param serverAnswered whether the flow has packets from the server; over TCP other than a
     *     reset, which a closed port sends
     */
    public static int of(
            int clientThreat,
            int serverThreat,
            boolean clientInside,
            boolean serverInside,
            boolean serverAnswered) {
        if (!clientInside && serverInside && clientThreat != 0) {
            return serverAnswered ? PUBLIC_THREAT | AT_RISK_SERVER : PUBLIC_THREAT;
        }
        return clientInside && !serverInside && serverThreat != 0 ? HIGH_RISK_CLIENT : 0;
    }
}
