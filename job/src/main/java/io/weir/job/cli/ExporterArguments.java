package io.weir.job.cli;

import io.weir.job.generate.ExporterOptions;
import io.weir.job.generate.Impairment;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code weir generate} that say how its exporters behave. */
final class ExporterArguments {

    private static final Duration LONGEST = Duration.ofDays(365);

    @Option(
            names = "--sampling",
            paramLabel = "N",
            description =
                    "Sample one packet in N, 1 to 16383: flows of which no packet was sampled are"
                            + " not exported, counters are not scaled up, and the rate is announced"
                            + " as the protocol has it (default: none; with sflow one packet of"
                            + " each flow, announced as 128).")
    private Integer sampling;

    @Option(
            names = "--active-timeout",
            defaultValue = "60s",
            paramLabel = "TIME",
            description =
                    "Export a part of a flow that goes on after this time"
                            + " (default: ${DEFAULT-VALUE}).")
    private String activeTimeout;

    @Option(
            names = "--inactive-timeout",
            defaultValue = "15s",
            paramLabel = "TIME",
            description =
                    "Export a flow that goes on later, but had no packet for this time"
                            + " (default: ${DEFAULT-VALUE}).")
    private String inactiveTimeout;

    @Option(
            names = "--template-refresh",
            defaultValue = "20s",
            paramLabel = "TIME",
            description =
                    "Send templates and options, or the counters of sFlow, again after this time"
                            + " (default: ${DEFAULT-VALUE}).")
    private String templateRefresh;

    @Option(
            names = "--template-refresh-datagrams",
            paramLabel = "N",
            description =
                    "Send them again after so many datagrams, too, 1 to 1000000"
                            + " (default: only after the time).")
    private Integer templateRefreshDatagrams;

    @Option(
            names = "--restart-every",
            paramLabel = "TIME",
            description =
                    "Each exporter restarts after this time, again and again: uptime and sequence"
                            + " begin at 0, templates get other ids (default: never).")
    private String restartEvery;

    @Option(
            names = "--silent-after",
            paramLabel = "TIME",
            description =
                    "The last of the exporters sends nothing any more after this time"
                            + " (default: never).")
    private String silentAfter;

    @Option(
            names = "--clock-skew",
            defaultValue = "0s",
            paramLabel = "TIME",
            description =
                    "Exporters' clocks are wrong by up to this, to either side; one in three is"
                            + " right (default: ${DEFAULT-VALUE}).")
    private String clockSkew;

    @Option(
            names = "--loss",
            defaultValue = "0",
            paramLabel = "PERCENT",
            description = "Leave out so many of the datagrams (default: ${DEFAULT-VALUE}).")
    private double loss;

    @Option(
            names = "--duplicates",
            defaultValue = "0",
            paramLabel = "PERCENT",
            description = "Send so many of the datagrams twice (default: ${DEFAULT-VALUE}).")
    private double duplicates;

    @Option(
            names = "--reorder",
            defaultValue = "0",
            paramLabel = "PERCENT",
            description =
                    "Send so many of the datagrams after the next of the same exporter"
                            + " (default: ${DEFAULT-VALUE}).")
    private double reorder;

    ExporterOptions check(OptionValues values) {
        if (sampling != null) {
            values.inRange("--sampling", sampling, 1, ExporterOptions.MAX_SAMPLING);
        }
        return new ExporterOptions(
                Optional.ofNullable(sampling),
                atLeastASecond(values, "--active-timeout", activeTimeout),
                atLeastASecond(values, "--inactive-timeout", inactiveTimeout),
                refresh(values),
                Optional.ofNullable(restartEvery)
                        .map(every -> atLeastASecond(values, "--restart-every", every)),
                Optional.ofNullable(silentAfter)
                        .map(after -> atLeastASecond(values, "--silent-after", after)),
                values.durationInRange(
                        "--clock-skew", clockSkew, Duration.ZERO, ExporterOptions.MAX_SKEW),
                new Impairment(
                        values.percent("--loss", loss),
                        values.percent("--duplicates", duplicates),
                        values.percent("--reorder", reorder)));
    }

    private ExporterOptions.Refresh refresh(OptionValues values) {
        if (templateRefreshDatagrams != null) {
            values.inRange("--template-refresh-datagrams", templateRefreshDatagrams, 1, 1_000_000);
        }
        return new ExporterOptions.Refresh(
                atLeastASecond(values, "--template-refresh", templateRefresh),
                Optional.ofNullable(templateRefreshDatagrams));
    }

    private static Duration atLeastASecond(OptionValues values, String option, String text) {
        return values.durationInRange(option, text, ExporterOptions.MIN_TIMEOUT, LONGEST);
    }
}
