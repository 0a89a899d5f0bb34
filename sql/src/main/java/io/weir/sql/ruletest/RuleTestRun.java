package io.weir.sql.ruletest;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.detect.Alert;
import io.weir.operators.detect.AlertLifecycle;
import io.weir.operators.detect.AlertPolicy;
import io.weir.operators.detect.DetectSerializers;
import io.weir.operators.detect.Finding;
import io.weir.operators.enrich.EnrichOperator;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.EnrichedFlowsSerializer;
import io.weir.operators.enrich.EnrichmentOptions;
import io.weir.operators.enrich.threat.ThreatFeed;
import io.weir.operators.enrich.threat.ThreatSettings;
import io.weir.operators.types.FlowBatchSerializer;
import io.weir.sql.RuleCatalogue;
import io.weir.sql.RuleException;
import io.weir.sql.SqlRules;
import io.weir.sql.ruletest.RuleTestFile.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * Runs tests of rules on a Flink inside this process, with the operators that the job has.
 *
 * <p>All tests whose files have the same surroundings are one job: each has days of its own in the
 * time of the flows, so that no window and no alert of one reaches into another. Within a test the
 * watermark stands still until its last flow, so flows may come in any order.
 */
public final class RuleTestRun {

    /** A midnight, so that windows of any usual length begin with a test. */
    private static final long FIRST_START = Duration.ofDays(19_675).toMillis();

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** Longer than a test and shorter than from one to the next. */
    private static final Duration DISORDER = Duration.ofDays(1);

    private static final long SLOT_MILLIS = 4 * DAY_MILLIS;
    private static final int MANY_ALERTS = 100_000;

    /** As in the job, but nothing is held back: tests expect all of it. */
    private static final AlertPolicy ALL_ALERTS =
            new AlertPolicy(Duration.ofSeconds(60), MANY_ALERTS, MANY_ALERTS, Set.of(), null);

    private static final long SEED = 20_231_114;

    private final List<Placed> tests = new ArrayList<>();
    private final Map<String, String> rules = new LinkedHashMap<>();
    private final Map<String, String> idsBySource = new LinkedHashMap<>();
    private final Surroundings surroundings;

    /** A test and when it begins. */
    private record Placed(RuleTestFile file, RuleTest test, long startMillis) {}

    private RuleTestRun(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Runs all tests of the files.
     *
     * @return in the order of the files and their tests
     * @throws RuleTestException if a rule cannot be used
     * @throws Exception if Flink fails
     */
    public static List<RuleTestResult> run(List<RuleTestFile> files) throws Exception {
        Map<Surroundings, RuleTestRun> runs = new LinkedHashMap<>();
        for (RuleTestFile file : files.stream().distinct().toList()) {
            runs.computeIfAbsent(file.surroundings(), RuleTestRun::new).add(file);
        }
        Map<RuleTestFile, List<RuleTestResult>> results = new HashMap<>();
        for (RuleTestRun run : runs.values()) {
            run.execute(results);
        }
        return files.stream().distinct().flatMap(file -> results.get(file).stream()).toList();
    }

    private void add(RuleTestFile file) {
        rules.put(file.ruleSource(), file.ruleText());
        for (RuleTest test : file.tests()) {
            tests.add(new Placed(file, test, FIRST_START + tests.size() * SLOT_MILLIS));
        }
    }

    private void execute(Map<RuleTestFile, List<RuleTestResult>> results) throws Exception {
        RuleCatalogue catalogue = RuleCatalogue.of(rules);
        catalogue.entries().forEach(entry -> idsBySource.put(entry.source(), entry.id()));
        List<Alert> alerts;
        Path feed = Files.createTempFile("weir-rules-test", ".txt");
        try {
            Files.write(feed, surroundings.threats());
            alerts = alerts(catalogue, enrichment(feed));
        } finally {
            Files.delete(feed);
        }
        for (Placed placed : tests) {
            RuleTestFile file = placed.file();
            results.computeIfAbsent(file, none -> new ArrayList<>())
                    .add(placed.test().compare(file.source(), opened(placed, alerts)));
        }
    }

    private EnrichmentOptions enrichment(Path feed) {
        EnrichmentOptions none = EnrichmentOptions.NONE;
        List<ThreatFeed> feeds =
                surroundings.threats().isEmpty()
                        ? List.of()
                        : List.of(
                                new ThreatFeed(
                                        "test",
                                        feed.toString(),
                                        null,
                                        List.of(),
                                        ThreatFeed.DEFAULT_SCORE,
                                        null,
                                        null));
        return new EnrichmentOptions(
                null,
                null,
                none.asOrder(),
                none.cacheEntries(),
                null,
                surroundings.inside(),
                new ThreatSettings(feeds, null),
                none.names(),
                none.resolve(),
                none.dns());
    }

    private List<Alert> alerts(RuleCatalogue catalogue, EnrichmentOptions enrichment)
            throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(
                        1,
                        new Configuration()
                                .set(PipelineOptions.OBJECT_REUSE, true)
                                .set(PipelineOptions.GENERIC_TYPES, false));
        List<RuleException> problems = new ArrayList<>();
        DataStream<EnrichedFlows> flows =
                environment
                        .fromData(batches(), FlowBatchSerializer.TYPE)
                        .assignTimestampsAndWatermarks(
                                WatermarkStrategy.<FlowBatch>forBoundedOutOfOrderness(DISORDER)
                                        .withTimestampAssigner(
                                                (batch, unknown) -> batch.receivedMillis()))
                        .transform(
                                "enrich",
                                EnrichedFlowsSerializer.TYPE,
                                new EnrichOperator(enrichment));
        DataStream<Finding> findings =
                SqlRules.attach(flows, catalogue, problems::add).orElse(null);
        if (!problems.isEmpty() || findings == null) {
            throw new RuleTestException(
                    String.join(
                            System.lineSeparator(),
                            problems.stream().map(RuleException::getMessage).toList()));
        }
        CloseableIterator<Alert> iterator =
                findings.keyBy(finding -> finding.rule().id(), Types.STRING)
                        .process(new AlertLifecycle(ALL_ALERTS), DetectSerializers.ALERT)
                        .executeAndCollect("rule tests");
        try {
            List<Alert> alerts = new ArrayList<>();
            iterator.forEachRemaining(alerts::add);
            return alerts;
        } finally {
            iterator.close();
        }
    }

    private List<FlowBatch> batches() throws IOException {
        List<FlowBatch> all = new ArrayList<>();
        for (Placed placed : tests) {
            List<FlowBatch> batches = new ArrayList<>();
            for (FlowSeries series : placed.test().flows()) {
                series.forEach(placed.startMillis(), batches::add);
            }
            if (placed.test().shuffled()) {
                Collections.shuffle(batches, new Random(SEED));
            } else {
                batches.sort(Comparator.comparingLong(FlowBatch::receivedMillis));
            }
            all.addAll(batches);
        }
        return all;
    }

    private List<OpenedAlert> opened(Placed placed, List<Alert> alerts) {
        String rule = idsBySource.get(placed.file().ruleSource());
        List<OpenedAlert> opened = new ArrayList<>();
        for (Alert alert : alerts) {
            long sinceStart = alert.openedMillis() - placed.startMillis();
            if (alert.status() == Alert.Status.OPEN
                    && alert.finding().rule().id().equals(rule)
                    && sinceStart >= 0
                    && sinceStart < SLOT_MILLIS) {
                opened.add(toOpened(alert.finding(), sinceStart));
            }
        }
        return opened;
    }

    private static OpenedAlert toOpened(Finding finding, long sinceStart) {
        return new OpenedAlert(
                finding.entity().toString(),
                finding.scope(),
                finding.rule().severity(),
                finding.count(),
                new Moment(Math.min(DAY_MILLIS, sinceStart + 1)));
    }
}
