package io.weir.sql;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.detect.DetectSerializers;
import io.weir.operators.detect.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private SqlRules(StreamTableEnvironment tables) {
        this.tables = tables;
    }

    /**
     * Adds the shipped rules and those in {@code directory} to the job.
     *
     * @param flows with the time of receipt as timestamp and watermark
     * @return one stream per rule in use
     */
    public static List<DataStream<Finding>> attach(
            StreamExecutionEnvironment environment,
            DataStream<FlowBatch> flows,
            Optional<Path> directory) {
        List<RuleFile> rules = RuleFiles.load(directory, SqlRules::report);
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
        return new SqlRules(tables).findings(rules);
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
                report(e);
            }
        }
        return findings;
    }

    private DataStream<Finding> findings(RuleFile rule) throws RuleException {
        DataStream<Row> rows;
        try {
            Table result = tables.sqlQuery(rule.query());
            String problem = FindingColumns.problem(result.getResolvedSchema().getColumnNames());
            if (problem != null) {
                throw new RuleException(rule.source(), problem);
            }
            rows = tables.toDataStream(result);
        } catch (RuntimeException e) {
            // Flink tells a wrong query by many unchecked exceptions; they have line and column.
            throw new RuleException(rule.source(), reason(e), e);
        }
        FindingColumns columns = new FindingColumns(rule.rule(), rule.measure());
        return rows.map(columns::toFinding)
                .returns(DetectSerializers.FINDING)
                .name("rule " + rule.rule().id())
                .uid("sql-rule-" + rule.rule().id());
    }

    /** The parser's list of everything that could stand there instead helps nobody. */
    private static String reason(Throwable error) {
        String message = String.valueOf(error.getMessage());
        if (error.getCause() != null && error.getCause().getMessage() != null) {
            message += " " + error.getCause().getMessage();
        }
        return message.split("\\s*Was expecting", 2)[0].replaceAll("\\s+", " ");
    }

    private static void report(RuleException problem) {
        LOG.error("{} The rule is not used.", problem.getMessage());
    }
}
