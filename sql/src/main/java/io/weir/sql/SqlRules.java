package io.weir.sql;

import io.weir.operators.detect.DetectSerializers;
import io.weir.operators.detect.Finding;
import io.weir.operators.enrich.EnrichedFlows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Table;
import org.apache.flink.types.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the SQL rules into a job: views over the flows go in, findings come out.
 *
 * <p>All rules are one query to Flink, so that its planner lets those that read the same view share
 * what they have in common. A rule that cannot be used is reported and left out; the others run.
 */
public final class SqlRules {

    private static final Logger LOG = LoggerFactory.getLogger(SqlRules.class);

    private final RulePlanner planner;
    private final Consumer<RuleException> problems;

    private SqlRules(RulePlanner planner, Consumer<RuleException> problems) {
        this.planner = planner;
        this.problems = problems;
    }

    /**
     * Adds rules to the job of the flows, and logs those that cannot be used.
     *
     * @param flows with the time of receipt as timestamp and watermark
     * @return their findings; nothing if no rule is in use
     */
    public static Optional<DataStream<Finding>> attach(
            DataStream<EnrichedFlows> flows, RuleCatalogue catalogue) {
        return attach(flows, catalogue, SqlRules::report);
    }

    /** Does the same and tells of each rule that cannot be used. */
    public static Optional<DataStream<Finding>> attach(
            DataStream<EnrichedFlows> flows,
            RuleCatalogue catalogue,
            Consumer<RuleException> problems) {
        catalogue.problems().forEach(problems);
        List<RuleFile> rules = catalogue.inUse();
        return rules.isEmpty()
                ? Optional.empty()
                : new SqlRules(new RulePlanner(flows), problems).findings(rules);
    }

    /** What is wrong with the rules of a catalogue that are to run. */
    public static List<RuleException> problems(RuleCatalogue catalogue) {
        List<RuleException> problems = new ArrayList<>(catalogue.problems());
        RuleTrial.usable(catalogue.inUse(), problems::add);
        return problems;
    }

    private Optional<DataStream<Finding>> findings(List<RuleFile> rules) {
        Map<RuleFile, Table> tables = tables(rules);
        Optional<DataStream<Row>> rows;
        try {
            rows = rows(tables);
        } catch (RuntimeException e) {
            LOG.debug("The rules cannot be planned together.", e);
            tables.keySet().retainAll(RuleTrial.usable(List.copyOf(tables.keySet()), problems));
            rows = rows(tables);
        }
        Map<String, FindingColumns> columns = new HashMap<>();
        for (RuleFile rule : tables.keySet()) {
            columns.put(rule.rule().id(), rule.columns());
            LOG.info("Rule {} from {} is in use.", rule.rule().id(), rule.source());
        }
        return rows.map(
                all ->
                        all.flatMap(new FindingRows(columns))
                                .returns(DetectSerializers.FINDING)
                                .name("SQL rules")
                                .uid("sql-rules"));
    }

    /** The queries that are right as far as their names and types go. */
    private Map<RuleFile, Table> tables(List<RuleFile> rules) {
        Map<RuleFile, Table> tables = new LinkedHashMap<>();
        for (RuleFile rule : rules) {
            try {
                tables.put(rule, planner.findings(rule));
            } catch (RuleException e) {
                problems.accept(e);
            }
        }
        return tables;
    }

    private Optional<DataStream<Row>> rows(Map<RuleFile, Table> tables) {
        return tables.values().stream().reduce(Table::unionAll).map(planner::rows);
    }

    private static void report(RuleException problem) {
        LOG.error("{} The rule is not used.", problem.getMessage());
    }
}
