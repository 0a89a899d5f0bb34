package io.weir.sql;

import io.weir.operators.detect.DetectSerializers;
import io.weir.operators.detect.Finding;
import io.weir.operators.detect.Rule;
import io.weir.operators.enrich.EnrichedFlows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the SQL rules into a job: views over the flows go in, findings come out.
 *
 * <p>A rule that cannot be used is reported and left out; the others run.
 */
public final class SqlRules {

    private static final Logger LOG = LoggerFactory.getLogger(SqlRules.class);

    private final StreamTableEnvironment tables;

    private final Consumer<RuleException> problems;

    private SqlRules(StreamTableEnvironment tables, Consumer<RuleException> problems) {
        this.tables = tables;
        this.problems = problems;
    }

    /**
     * The shipped rules and those in {@code directory}.
     *
     * @return empty if one of them cannot be read, so that not all are known
     */
    public static Optional<List<Rule>> rules(Optional<Path> directory) {
        List<RuleException> problems = new ArrayList<>();
        List<RuleFile> files = RuleFiles.load(directory, problems::add);
        return problems.isEmpty()
                ? Optional.of(files.stream().map(RuleFile::rule).toList())
                : Optional.empty();
    }

    /**
     * Adds the shipped rules and those in {@code directory} to the job.
     *
     * @param flows with the time of receipt as timestamp and watermark
     * @return one stream per rule in use
     */
    public static List<DataStream<Finding>> attach(
            StreamExecutionEnvironment environment,
            DataStream<EnrichedFlows> flows,
            Optional<Path> directory) {
        return attach(environment, flows, directory, SqlRules::report);
    }

    /** Does the same and tells of each rule that cannot be used. */
    static List<DataStream<Finding>> attach(
            StreamExecutionEnvironment environment,
            DataStream<EnrichedFlows> flows,
            Optional<Path> directory,
            Consumer<RuleException> problems) {
        List<RuleFile> rules = RuleFiles.load(directory, problems);
        if (rules.isEmpty()) {
            return List.of();
        }
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        tables.getConfig().set("table.local-time-zone", "UTC");
        for (FlowView view : viewsOf(rules)) {
            DataStream<Row> rows =
                    flows.flatMap(view.filter())
                            .returns(FlowView.ROW_TYPE)
                            .name("view " + view.tableName())
                            .uid("sql-view-" + view.tableName());
            tables.createTemporaryView(view.tableName(), rows, FlowView.SCHEMA);
        }
        return new SqlRules(tables, problems).findings(rules);
    }

    /** Only views that some rule reads: each costs a look at every flow. */
    private static List<FlowView> viewsOf(List<RuleFile> rules) {
        List<FlowView> views = new ArrayList<>();
        for (FlowView view : FlowView.values()) {
            if (rules.stream().anyMatch(rule -> rule.query().contains(view.tableName()))) {
                views.add(view);
            }
        }
        return views;
    }

    private List<DataStream<Finding>> findings(List<RuleFile> rules) {
        List<DataStream<Finding>> findings = new ArrayList<>();
        for (RuleFile rule : rules) {
            try {
                findings.add(findings(rule));
                LOG.info("Rule {} from {} is in use.", rule.rule().id(), rule.source());
            } catch (RuleException e) {
                problems.accept(e);
            }
        }
        return findings;
    }

    private DataStream<Finding> findings(RuleFile rule) throws RuleException {
        DataStream<Row> rows;
        try {
            Table result = tables.sqlQuery(rule.query());
            String problem = FindingColumns.problem(result.getResolvedSchema());
            if (problem != null) {
                throw new RuleException(rule.source(), problem);
            }
            rows = tables.toDataStream(result);
        } catch (RuntimeException e) {
            // Flink tells a wrong query by many unchecked exceptions; the innermost has the place.
            throw new RuleException(rule.source(), innermostMessage(e), e);
        }
        FindingColumns columns = new FindingColumns(rule.rule(), rule.measure());
        return rows.flatMap(new FindingRows(columns))
                .returns(DetectSerializers.FINDING)
                .name("rule " + rule.rule().id())
                .uid("sql-rule-" + rule.rule().id());
    }

    private static String innermostMessage(Throwable error) {
        Throwable innermost = error;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = String.valueOf(error.getMessage());
        return withoutExpectations(
                error == innermost ? message : message + " " + innermost.getMessage());
    }

    /** The parser lists everything that could have stood there, in more than a hundred lines. */
    private static String withoutExpectations(String message) {
        int expectations = message.indexOf("\nWas expecting");
        return expectations < 0
                ? message
                : message.substring(0, expectations)
                        + " A name that is a reserved word, like `bytes`, stands in backquotes.";
    }

    private static void report(RuleException problem) {
        LOG.error("{} The rule is not used.", problem.getMessage());
    }
}
