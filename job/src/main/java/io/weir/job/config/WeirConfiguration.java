package io.weir.job.config;

import io.weir.operators.enrich.EnrichmentOptions;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The whole configuration. One that exists is right: each value is within its range. */
public record WeirConfiguration(
        ListenConfiguration listen,
        TcpConfiguration tcp,
        PipelineConfiguration pipeline,
        StateConfiguration state,
        KafkaConfiguration kafka,
        TemplatesConfiguration templates,
        ExportersConfiguration exporters,
        GeoConfiguration geoip,
        NetworksConfiguration networks,
        ThreatsConfiguration threats,
        NamesConfiguration names,
        DnsConfiguration dns,
        DuplicatesConfiguration duplicates,
        WindowsConfiguration windows,
        RollupsConfiguration rollups,
        TopNConfiguration topn,
        ConversationsConfiguration conversations,
        DetectionsConfiguration detections,
        RulesConfiguration rules,
        AlertsConfiguration alerts,
        StreamsConfiguration streams,
        FileConfiguration file,
        ElasticsearchConfiguration elasticsearch)
        implements Serializable {

    /** Every key, in the order of the reference page. */
    static final List<Key<?>> KEYS =
            Stream.of(
                            ListenConfiguration.KEYS,
                            TcpConfiguration.KEYS,
                            PipelineConfiguration.KEYS,
                            StateConfiguration.KEYS,
                            KafkaConfiguration.KEYS,
                            TemplatesConfiguration.KEYS,
                            ExportersConfiguration.KEYS,
                            GeoConfiguration.KEYS,
                            NetworksConfiguration.KEYS,
                            ThreatsConfiguration.KEYS,
                            NamesConfiguration.KEYS,
                            DnsConfiguration.KEYS,
                            DuplicatesConfiguration.KEYS,
                            WindowsConfiguration.KEYS,
                            RollupsConfiguration.KEYS,
                            TopNConfiguration.KEYS,
                            ConversationsConfiguration.KEYS,
                            DetectionsConfiguration.KEYS,
                            RulesConfiguration.KEYS,
                            AlertsConfiguration.KEYS,
                            StreamsConfiguration.KEYS,
                            FileConfiguration.KEYS,
                            ElasticsearchConfiguration.KEYS)
                    .<Key<?>>flatMap(List::stream)
                    .toList();

    /** The configuration where nothing is given. */
    public static WeirConfiguration defaults() {
        return load(Optional.empty(), List.of(), Map.of());
    }

    /**
     * Reads the configuration. Where a key is given more than once, the assignments go before the
     * environment, and that before the file.
     *
     * @param file a YAML file
     * @param assignments {@code key=value}, the last of a key counts
     * @param environment the process's variables, those of Weir among them
     * @throws ConfigurationException with everything that is wrong
     */
    public static WeirConfiguration load(
            Optional<Path> file, List<String> assignments, Map<String, String> environment) {
        Settings settings =
                Settings.gather(
                        KEYS, DetectionsConfiguration.BY_NETWORK, file, assignments, environment);
        WeirConfiguration configuration = from(settings);
        settings.throwIfWrong();
        return configuration;
    }

    /** The same with another pipeline. */
    public WeirConfiguration withPipeline(PipelineConfiguration other) {
        return new WeirConfiguration(
                listen,
                tcp,
                other,
                state,
                kafka,
                templates,
                exporters,
                geoip,
                networks,
                threats,
                names,
                dns,
                duplicates,
                windows,
                rollups,
                topn,
                conversations,
                detections,
                rules,
                alerts,
                streams,
                file,
                elasticsearch);
    }

    /** Whether the job reads from Kafka or writes to it. */
    public boolean usesKafka() {
        return pipeline.role().usesKafka() || writesMessages();
    }

    /** Whether any stream goes to Kafka. */
    public boolean writesMessages() {
        return pipeline.role().analyses() && streams.use(SinkKind.KAFKA);
    }

    /** Whether the messages of any stream are written in transactions. */
    public boolean usesTransactions() {
        return pipeline.role().analyses()
                && streams.to(SinkKind.KAFKA).stream().anyMatch(kafka.sinks()::isTransactional);
    }

    /** Whether any stream goes to Elasticsearch. */
    public boolean writesDocuments() {
        return pipeline.role().analyses() && streams.use(SinkKind.ELASTICSEARCH);
    }

    /** Whether any document has what its record said. */
    public boolean keepsOriginals() {
        return streams.writes(DocumentStream.FLOWS)
                && elasticsearch.keepOriginal() != KeepOriginal.NONE;
    }

    /** The topics of Kafka that the job needs, and how many partitions each gets if created. */
    public Map<String, Integer> topics() {
        Map<String, Integer> topics = new LinkedHashMap<>();
        if (pipeline.role().usesKafka()) {
            topics.put(kafka.rawTopic(), kafka.partitions());
            if (pipeline.role().analyses()) {
                topics.put(kafka.deadLetterTopic(), 1);
            }
        }
        if (writesMessages()) {
            KafkaSinksConfiguration sinks = kafka.sinks();
            for (DocumentStream stream : streams.to(SinkKind.KAFKA)) {
                topics.put(sinks.topic(stream), sinks.partitions());
            }
        }
        return topics;
    }

    /** What flows are enriched from. */
    public EnrichmentOptions enrichment() {
        return new EnrichmentOptions(
                geoip.city(),
                geoip.asn(),
                geoip.asOrder(),
                geoip.cacheEntries(),
                networks.file(),
                networks.internal(),
                threats.settings(),
                names.files(),
                dns.resolve(),
                dns.options());
    }

    private static WeirConfiguration from(Settings settings) {
        PipelineConfiguration pipeline = PipelineConfiguration.from(settings);
        ConversationsConfiguration conversations = ConversationsConfiguration.from(settings);
        StreamsConfiguration streams = StreamsConfiguration.from(settings, conversations);
        RulesConfiguration rules = RulesConfiguration.from(settings);
        return new WeirConfiguration(
                ListenConfiguration.from(settings),
                TcpConfiguration.from(settings),
                pipeline,
                StateConfiguration.from(settings),
                KafkaConfiguration.from(settings, pipeline, streams),
                TemplatesConfiguration.from(settings),
                ExportersConfiguration.from(settings),
                GeoConfiguration.from(settings),
                NetworksConfiguration.from(settings),
                ThreatsConfiguration.from(settings),
                NamesConfiguration.from(settings),
                DnsConfiguration.from(settings),
                DuplicatesConfiguration.from(settings),
                WindowsConfiguration.from(settings),
                RollupsConfiguration.from(settings),
                TopNConfiguration.from(settings),
                conversations,
                DetectionsConfiguration.from(settings),
                rules,
                AlertsConfiguration.from(settings, rules),
                streams,
                FileConfiguration.from(settings, pipeline, streams),
                ElasticsearchConfiguration.from(settings));
    }
}
