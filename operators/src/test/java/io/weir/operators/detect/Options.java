package io.weir.operators.detect;

import java.util.List;

/** Options of sieves of which all but some are as where nothing is configured. */
final class Options {

    private Options() {}

    static SieveOptions of(LoginShape logins) {
        return of(null, logins, List.of(), List.of());
    }

    static SieveOptions ofPeers(List<String> mailServers, List<Integer> ports) {
        return of(null, SieveOptions.NONE.logins(), mailServers, ports);
    }

    static SieveOptions ofSignatures(String file) {
        return of(file, SieveOptions.NONE.logins(), List.of(), List.of());
    }

    private static SieveOptions of(
            String signatures, LoginShape logins, List<String> mailServers, List<Integer> ports) {
        return new SieveOptions(
                signatures,
                logins,
                mailServers,
                ports,
                SieveOptions.REFLECTOR_PORTS,
                SieveOptions.NONE.reflectedBytes(),
                SieveOptions.NONE.reflectedPackets(),
                SieveOptions.NONE.floods(),
                SieveOptions.NONE.sessions(),
                SpoofingOptions.NONE);
    }

    static SieveOptions of(List<Integer> reflectorPorts, long reflectedBytes) {
        return ofVolumes(reflectorPorts, reflectedBytes, SieveOptions.NONE.floods());
    }

    static SieveOptions of(FloodBounds floods) {
        return ofVolumes(SieveOptions.REFLECTOR_PORTS, 1, floods);
    }

    private static SieveOptions ofVolumes(
            List<Integer> reflectorPorts, long reflectedBytes, FloodBounds floods) {
        return new SieveOptions(
                null,
                SieveOptions.NONE.logins(),
                List.of(),
                List.of(),
                reflectorPorts,
                reflectedBytes,
                SieveOptions.NONE.reflectedPackets(),
                floods,
                SieveOptions.NONE.sessions(),
                SpoofingOptions.NONE);
    }

    /** Clients with fewer sessions in a pane are not told. */
    static SieveOptions ofSessions(long told) {
        return new SieveOptions(
                null,
                SieveOptions.NONE.logins(),
                List.of(),
                List.of(),
                SieveOptions.REFLECTOR_PORTS,
                1,
                SieveOptions.NONE.reflectedPackets(),
                SieveOptions.NONE.floods(),
                told,
                SpoofingOptions.NONE);
    }

    static SieveOptions of(SpoofingOptions spoofing) {
        return new SieveOptions(
                null,
                SieveOptions.NONE.logins(),
                List.of(),
                List.of(),
                SieveOptions.REFLECTOR_PORTS,
                1,
                SieveOptions.NONE.reflectedPackets(),
                SieveOptions.NONE.floods(),
                SieveOptions.NONE.sessions(),
                spoofing);
    }
}
