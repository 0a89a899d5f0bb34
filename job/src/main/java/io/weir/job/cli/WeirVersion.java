package io.weir.job.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Prints the version that the build wrote down. */
final class WeirVersion implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream stream = WeirVersion.class.getResourceAsStream("/weir-build.properties")) {
            build.load(stream);
        }
        return new String[] {"weir " + build.getProperty("version")};
    }
}
