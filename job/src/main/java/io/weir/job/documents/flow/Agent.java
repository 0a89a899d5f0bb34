package io.weir.job.documents.flow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Properties;

/**
 * What writes documents.
 *
 * @param id tells installations apart
 * @param version that the build wrote down
 * @param host the name of this host, else its address
 */
record Agent(String id, String version, String host) {

    static final String NAME = "weir";

    /** This process. */
    static Agent ofThisHost(String id) {
        return new Agent(id, builtVersion(), hostName());
    }

    private static String builtVersion() {
        Properties build = new Properties();
        try (InputStream stream = Agent.class.getResourceAsStream("/weir-build.properties")) {
            build.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException("weir-build.properties cannot be read.", e);
        }
        return build.getProperty("version");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return InetAddress.getLoopbackAddress().getHostAddress();
        }
    }
}
