package io.weir.job.cli;

import io.weir.job.config.Secret;
import io.weir.job.geoip.DatabaseUpdate;
import io.weir.job.geoip.GeoIpException;
import io.weir.job.geoip.MaxMindAccount;
import io.weir.job.geoip.UpdatedDatabase;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weir geoip update}: fetches GeoLite2 with the operator's own MaxMind account. */
@Command(
        name = "update",
        mixinStandardHelpOptions = true,
        description = {
            "Fetches the GeoLite2 databases with your own MaxMind account. A running job takes"
                    + " them without a restart.",
            "The licence key comes from a file or from GEOIPUPDATE_LICENSE_KEY, never from the"
                    + " command line, where others could see it."
        })
final class GeoIpUpdateCommand implements Callable<Integer> {

    private static final String KEY_VARIABLE = "GEOIPUPDATE_LICENSE_KEY";

    @Spec private CommandSpec spec;

    @Option(
            names = "--account-id",
            paramLabel = "NUMBER",
            defaultValue = "${env:GEOIPUPDATE_ACCOUNT_ID}",
            description = "Your MaxMind account (or GEOIPUPDATE_ACCOUNT_ID).")
    private String accountId;

    @Option(
            names = "--license-key-file",
            paramLabel = "FILE",
            defaultValue = "${env:GEOIPUPDATE_LICENSE_KEY_FILE}",
            description = "File with your licence key (or GEOIPUPDATE_LICENSE_KEY_FILE).")
    private String licenseKeyFile;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where the databases go, as EDITION.mmdb. Default: ${DEFAULT-VALUE}")
    private Path directory;

    @Option(
            names = "--edition",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "GeoLite2-City,GeoLite2-ASN",
            description = "What to fetch. Default: ${DEFAULT-VALUE}")
    private List<String> editions;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "https://download.maxmind.com",
            description = "Where to fetch from. Default: ${DEFAULT-VALUE}")
    private URI url;

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        requireUsableValues();
        DatabaseUpdate update =
                new DatabaseUpdate(url, new MaxMindAccount(accountId, licenseKey()), directory);
        PrintWriter out = spec.commandLine().getOut();
        try {
            for (String edition : editions) {
                UpdatedDatabase database = update.update(edition);
                out.printf(
                        "%s: %s, built %s%n",
                        database.file(),
                        database.replaced() ? "updated" : "up to date",
                        database.built());
            }
        } catch (GeoIpException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
        out.println(DatabaseUpdate.ATTRIBUTION);
        return ExitCode.OK;
    }

    private void requireUsableValues() {
        if (accountId == null || accountId.isBlank()) {
            throw wrong("No MaxMind account: give --account-id or GEOIPUPDATE_ACCOUNT_ID.");
        }
        boolean http = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!http || url.getRawAuthority() == null) {
            throw wrong("--url " + url + " is no http or https address.");
        }
        for (String edition : editions) {
            if (!edition.matches("[A-Za-z0-9-]+")) {
                throw wrong("--edition " + edition + " is no name such as GeoLite2-City.");
            }
        }
    }

    private Secret licenseKey() {
        if (licenseKeyFile != null && !licenseKeyFile.isBlank()) {
            return Secret.inFile(licenseKeyFile);
        }
        String key = System.getenv(KEY_VARIABLE);
        if (key == null || key.isBlank()) {
            throw wrong(
                    "No licence key: give --license-key-file, or the key in " + KEY_VARIABLE + ".");
        }
        return Secret.ofValue(key);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
