package io.weir.job.check;

import io.weir.job.config.ListenConfiguration;
import io.weir.job.config.WeirConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One thing that must be in place before the job starts. */
@FunctionalInterface
public interface Check {

    /** Where the kernel tells about itself. */
    Path PROC = Path.of("/proc");

    /** Tries it; leaves nothing behind. What is wrong is in the finding, never thrown. */
    Finding perform() throws InterruptedException;

    /** The ports that are to be listened on. */
    static List<Check> ofPorts(ListenConfiguration listen) {
        UdpPortHolders holders = new UdpPortHolders(PROC);
        return listen.ports().stream()
                .<Check>map(port -> new UdpPortCheck(listen.address(), port, holders))
                .toList();
    }

    /** Everything that a configuration names. */
    static List<Check> of(WeirConfiguration configuration) {
        List<Check> checks = new ArrayList<>();
        checks.add(
                new ReceiveBufferCheck(
                        configuration.listen().receiveBufferBytes(),
                        PROC.resolve("sys/net/core/rmem_max")));
        checks.addAll(ofPorts(configuration.listen()));
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
