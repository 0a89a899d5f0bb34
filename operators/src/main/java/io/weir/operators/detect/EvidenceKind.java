package io.weir.operators.detect;

/**
 * Kinds of evidence. Each has a sieve that knows which flows are evidence, and against whom; what
 * an observation's peer and number are is said there.
 */
public enum EvidenceKind {
    TCP_ATTEMPT(1),
    UDP_ATTEMPT(2),
    ICMP_UNREACHABLE(3),
    ECHO_REQUEST(4),
    BACKSCATTER(5),
    SIGNATURE_FLOW(6),
    LOGIN_SESSION(7),
    MAIL_DELIVERY(8),
    PEER_EXCHANGE(9),
    REFLECTED_ANSWER(10),
    REFLECTOR_ANSWER(11),
    FLOOD_PACKET(12),
    SESSION(13),
    FORGED_SOURCE(14),
    THREAT_EXCHANGE(15);

    private final int code;

    EvidenceKind(int code) {
        this.code = code;
    }

    /** What savepoints and the network say for it, 1 to 127: must not change. */
    int code() {
        return code;
    }

    /**
     * A new one, which picks what is evidence of this kind.
     *
     * @param tables those of the subtask's other sieves, too
     */
    EvidenceSieve sieve(SieveOptions options, SieveTables tables) {
        return switch (this) {
            case TCP_ATTEMPT -> new TcpAttempts(tables);
            case UDP_ATTEMPT -> new UdpAttempts();
            case ICMP_UNREACHABLE -> new IcmpUnreachables();
            case ECHO_REQUEST -> new EchoRequests();
            case BACKSCATTER -> new Backscatter();
            case SIGNATURE_FLOW -> new SignatureFlows(new LiveSignatures(options.signatures()));
            case LOGIN_SESSION -> new LoginSessions(options.logins(), tables);
            case MAIL_DELIVERY -> new MailDeliveries(options.mailServers(), tables);
            case PEER_EXCHANGE -> new PeerExchanges(options.peerPorts(), tables);
            case REFLECTED_ANSWER -> new ReflectedAnswers(options, tables);
            case REFLECTOR_ANSWER -> new ReflectorAnswers(options, tables);
            case FLOOD_PACKET -> new FloodPackets(options.floods(), tables);
            case SESSION -> new ClientSessions(options.sessions(), tables);
            case FORGED_SOURCE ->
                    new ForgedSources(options.spoofing().bogons(), options.spoofing().outside());
            case THREAT_EXCHANGE -> new ThreatExchanges();
        };
    }

    /**
     * The kind of a code.
     *
     * @throws IllegalArgumentException if there is none
     */
    static EvidenceKind ofCode(int code) {
        for (EvidenceKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "There is no kind of evidence with code "
                        + code
                        + ": run the build that wrote the state, or a newer one.");
    }
}
