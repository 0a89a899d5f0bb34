package io.weir.job.check;

import io.weir.job.config.WeirConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One thing that must be in place before the job starts. */
@FunctionalInterface
public interface Check {

    /** Tries it; leaves nothing behind. What is wrong is in the finding, never thrown. */
    Finding perform() throws InterruptedException;

    /** Everything that a configuration names. */
    static List<Check> of(WeirConfiguration configuration) {
        Path proc = Path.of("/proc");
        List<Check> checks = new ArrayList<>();
        checks.add(
                new ReceiveBufferCheck(
                        configuration.listen().receiveBufferBytes(),
                        proc.resolve("sys/net/core/rmem_max")));
        for (int port : configuration.listen().ports()) {
            checks.add(
                    new UdpPortCheck(
                            configuration.listen().address(), port, new UdpPortHolders(proc)));
        }
        if (configuration.rules().enabled() && configuration.rules().directory() != null) {
            checks.add(new RulesDirectoryCheck(Path.of(configuration.rules().directory())));
        }
        configuration
                .elasticsearch()
                .urls()
                .forEach(
                        url ->
                                checks.add(
                                        new ElasticsearchCheck(
                                                url, configuration.elasticsearch())));
        return checks;
    }
}
