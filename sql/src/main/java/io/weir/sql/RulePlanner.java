package io.weir.sql;

import io.weir.operators.enrich.EnrichedFlows;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/** Makes tables of the queries of rules, over views that stand in one graph. */
final class RulePlanner {

    private final StreamTableEnvironment tables;

    /**
     * @param flows with the time of receipt as timestamp and watermark
     */
    RulePlanner(DataStream<EnrichedFlows> flows) {
        tables = StreamTableEnvironment.create(flows.getExecutionEnvironment());
        tables.getConfig().set("table.local-time-zone", "UTC");
        tables.createTemporarySystemFunction(ApproxDistinct.NAME, ApproxDistinct.class);
        for (FlowView view : FlowView.values()) {
            tables.createTemporaryView(view.tableName(), view.rowsOf(flows), view.schema());
        }
    }

    /**
     * The findings of a rule, as rows.
     *
     * @throws RuleException saying what is wrong, with line and column where Flink gives them
     */
    Table findings(RuleFile rule) throws RuleException {
        try {
            Table result = tables.sqlQuery(rule.query());
            String problem = FindingColumns.problem(result.getResolvedSchema());
            if (problem != null) {
                throw new RuleException(rule.source(), problem);
            }
            return rule.columns().normalise(result);
        } catch (RuntimeException e) {
            // Flink tells a wrong query by many unchecked exceptions; the innermost has the place.
            throw new RuleException(rule.source(), innermostMessage(e), e);
        }
    }

    /**
     * Adds what makes these rows to the graph.
     *
     * @throws RuntimeException if Flink cannot; the graph is then as it was
     */
    DataStream<Row> rows(Table findings) {
        return tables.toDataStream(findings);
    }

    /**
     * Adds what makes the rows of one rule, to see whether Flink can.
     *
     * @throws RuleException saying why it cannot
     */
    void require(RuleFile rule) throws RuleException {
        Table findings = findings(rule);
        try {
            rows(findings);
        } catch (RuntimeException e) {
            throw new RuleException(rule.source(), innermostMessage(e), e);
        }
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
}
