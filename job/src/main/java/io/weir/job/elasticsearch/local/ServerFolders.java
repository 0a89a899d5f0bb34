package io.weir.job.elasticsearch.local;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The folders and configuration files of one local server, below one folder of ours. */
record ServerFolders(Path config, Path data, Path logs, Path temporary) {

    /** Everything goes to standard output: that file also gets what the JVM itself reports. */
    private static final String LOGGING =
            """
            status = error
            appender.console.type = Console
            appender.console.name = console
            appender.console.layout.type = PatternLayout
            appender.console.layout.pattern = %d{ISO8601} %-5p %c{1.} %m%n
            rootLogger.level = info
            rootLogger.appenderRef.console.ref = console
            """;

    /** Makes the folders below root, writes the configuration, gives all to the server's user. */
    static ServerFolders prepare(Path root, LocalElasticsearchOptions options, ServerUser user)
            throws IOException {
        ServerFolders folders =
                new ServerFolders(
                        root.resolve("config"),
                        root.resolve("data"),
                        root.resolve("logs"),
                        root.resolve("tmp"));
        for (Path folder : folders.all()) {
            Files.createDirectories(folder);
        }
        Files.deleteIfExists(folders.httpAddress());
        Files.writeString(folders.config.resolve("log4j2.properties"), LOGGING);
        new YAMLMapper()
                .writeValue(
                        folders.config.resolve("elasticsearch.yml").toFile(),
                        folders.settings(options));
        for (Path folder : folders.all()) {
            user.own(folder);
        }
        return folders;
    }

    /** Where standard output and error of the server go. */
    Path log() {
        return logs.resolve("elasticsearch.log");
    }

    /** Where the server writes the address it listens on, once it does. */
    Path httpAddress() {
        return logs.resolve("http.ports");
    }

    List<Path> all() {
        return List.of(config, data, logs, temporary);
    }

    private Map<String, Object> settings(LocalElasticsearchOptions options) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("cluster.name", "weir-local");
        settings.put("node.name", "weir-local");
        settings.put("node.portsfile", true);
        settings.put("path.data", data.toString());
        settings.put("path.logs", logs.toString());
        settings.put("network.host", ListenPort.LOOPBACK);
        settings.put("http.port", options.httpPort().number());
        settings.put("transport.port", options.transportPort().number());
        settings.put("discovery.type", "single-node");
        settings.put("xpack.security.enabled", false);
        settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        settings.putAll(options.settings());
        return settings;
    }
}
