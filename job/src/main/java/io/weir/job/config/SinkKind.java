package io.weir.job.config;

import java.util.Locale;

/** Where streams can go. */
public enum SinkKind {
    ELASTICSEARCH("Elasticsearch", "all"),
    KAFKA("Kafka", "off"),
    FILE("files", "off"),
    STDOUT("standard output", "off");

    private final String title;
    private final String defaultShare;

    SinkKind(String title, String defaultShare) {
        this.title = title;
        this.defaultShare = defaultShare;
    }

    /** As it is written in the configuration. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As it is called in sentences and in names of sinks. */
    public String title() {
        return title;
    }

    /** The name of the sink of a stream, by which its metrics are found. */
    public String sinkOf(DocumentStream stream) {
        return stream.title() + " to " + title;
    }

    /** What each stream gives it where nothing is configured. */
    String defaultShare() {
        return defaultShare;
    }
}
