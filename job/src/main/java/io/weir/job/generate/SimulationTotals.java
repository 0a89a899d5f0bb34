package io.weir.job.generate;

/**
 * What a simulation has sent so far.
 *
 * @param datagrams sent, without the refused
 * @param flows in the datagrams sent; templates and options records are no flows
 * @param bytes of UDP payload sent
 * @param errors datagrams that the network refused
 */
public record SimulationTotals(long datagrams, long flows, long bytes, long errors) {

    static final SimulationTotals NONE = new SimulationTotals(0, 0, 0, 0);

    SimulationTotals plus(SimulationTotals other) {
        return new SimulationTotals(
                datagrams + other.datagrams,
                flows + other.flows,
                bytes + other.bytes,
                errors + other.errors);
    }
}
