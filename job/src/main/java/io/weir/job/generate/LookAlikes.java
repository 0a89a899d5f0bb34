package io.weir.job.generate;

import static io.weir.job.generate.SingleScenario.lookAlike;

import java.util.List;

/** What looks like an attack and is none: no detection should say anything of it. */
final class LookAlikes {

    private static final double SESSIONS_RATE = 80;
    private static final double COMMON_RATE = 40;

    static final List<SingleScenario> ALL =
            List.of(
                    lookAlike(
                            "nat-gateway",
                            "one address has very many sessions with very many hosts, all answered",
                            SESSIONS_RATE,
                            Attacks.at(AddressPlan.NAT_GATEWAY, NatGateway::new)),
                    lookAlike(
                            "busy-resolver",
                            "one resolver asks very many name servers, and all answer",
                            SESSIONS_RATE,
                            Attacks.at(AddressPlan.BUSY_RESOLVER, BusyResolver::new)),
                    lookAlike(
                            "monitoring-server",
                            "one server tries all hosts and services, and few are down",
                            COMMON_RATE,
                            Attacks.at(AddressPlan.MONITORING_SERVER, MonitoringServer::new)),
                    lookAlike(
                            "public-name-server",
                            "one name server answers very many resolvers large, few times each",
                            SESSIONS_RATE,
                            Attacks.at(AddressPlan.PUBLIC_NAME_SERVER, PublicNameServer::new)));

    private LookAlikes() {}
}
