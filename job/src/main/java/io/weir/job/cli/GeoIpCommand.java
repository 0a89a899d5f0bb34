package io.weir.job.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weir geoip}: the databases of places and autonomous systems. */
@Command(
        name = "geoip",
        mixinStandardHelpOptions = true,
        description = "Looks after the databases of places and autonomous systems.",
        subcommands = GeoIpUpdateCommand.class)
public final class GeoIpCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Name what to do: " + spec.subcommands().keySet() + ".");
    }
}
