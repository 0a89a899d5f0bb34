package io.weir.job.generate;

import io.weir.codec.flow.ExportProtocol;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What to simulate.
 *
 * @param protocols what the exporters speak, in turn; not empty, at most as many as exporters
 * @param exporters 1 to {@link #MAX_EXPORTERS}
 * @param flowsPerSecond of all exporters together, 1 to {@link #MAX_FLOWS_PER_SECOND}
 * @param scenario one of {@link Scenarios#names}, or several with commas between them
 * @param duration how long, or empty for no end
 * @param seed the same seed makes the same flows
 * @param exporting how the exporters behave
 */
public record SimulationOptions(
        List<ExportProtocol> protocols,
        int exporters,
        int flowsPerSecond,
        String scenario,
        Optional<Duration> duration,
        long seed,
        ExporterOptions exporting) {

    /** The protocols that are simulated together; sFlow, whose flows are samples, is apart. */
    public static final List<ExportProtocol> PROTOCOLS =
            List.of(ExportProtocol.NETFLOW_V5, ExportProtocol.NETFLOW_V9, ExportProtocol.IPFIX);

    public static final int MAX_EXPORTERS = AddressPlan.MAX_SITES;
    public static final int MAX_FLOWS_PER_SECOND = 10_000_000;

    public SimulationOptions {
        protocols = List.copyOf(protocols);
        requireRange("exporters", exporters, Math.max(1, protocols.size()), MAX_EXPORTERS);
        requireRange("flows per second", flowsPerSecond, 1, MAX_FLOWS_PER_SECOND);
        if (protocols.isEmpty()) {
            throw new IllegalArgumentException("A simulation needs a protocol.");
        }
        List<String> unknown = Scenarios.unknownIn(scenario);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "No scenario is called "
                            + unknown.get(0)
                            + "; there are "
                            + String.join(", ", Scenarios.names())
                            + ".");
        }
        if (duration.isPresent() && (duration.get().isNegative() || duration.get().isZero())) {
            throw new IllegalArgumentException(
                    "The duration of a simulation is more than 0, not " + duration.get() + ".");
        }
    }

    /** Three exporters, one of each protocol, 1,000 flows/s of normal traffic without end. */
    public static SimulationOptions defaults() {
        return new SimulationOptions(
                PROTOCOLS, 3, 1_000, "normal", Optional.empty(), 1, ExporterOptions.defaults());
    }

    public SimulationOptions withProtocols(List<ExportProtocol> protocols) {
        return new SimulationOptions(
                protocols, exporters, flowsPerSecond, scenario, duration, seed, exporting);
    }

    public SimulationOptions withExporters(int exporters) {
        return new SimulationOptions(
                protocols, exporters, flowsPerSecond, scenario, duration, seed, exporting);
    }

    public SimulationOptions withFlowsPerSecond(int flowsPerSecond) {
        return new SimulationOptions(
                protocols, exporters, flowsPerSecond, scenario, duration, seed, exporting);
    }

    public SimulationOptions withScenario(String scenario) {
        return new SimulationOptions(
                protocols, exporters, flowsPerSecond, scenario, duration, seed, exporting);
    }

    public SimulationOptions withDuration(Duration duration) {
        return new SimulationOptions(
                protocols,
                exporters,
                flowsPerSecond,
                scenario,
                Optional.of(duration),
                seed,
                exporting);
    }

    public SimulationOptions withSeed(long seed) {
        return new SimulationOptions(
                protocols, exporters, flowsPerSecond, scenario, duration, seed, exporting);
    }

    public SimulationOptions withExporting(ExporterOptions exporting) {
        return new SimulationOptions(
                protocols, exporters, flowsPerSecond, scenario, duration, seed, exporting);
    }

    private static void requireRange(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "The number of "
                            + what
                            + " is "
                            + least
                            + " to "
                            + most
                            + ", not "
                            + value
                            + ".");
        }
    }
}
