package io.weir.sql;

import io.weir.operators.detect.Finding;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes findings of the rows of rules; a row that is none is counted, the first one logged. */
final class FindingRows extends RichFlatMapFunction<Row, Finding> {

    /** The name of the counter of rows that are no findings. */
    static final String ROWS_REFUSED = "rowsRefused";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FindingRows.class);

    private final Map<String, FindingColumns> columnsByRule;

    private transient Counter refused;

    /**
     * @param columnsByRule by the id that rows have in {@link FindingColumns#RULE_ID}
     */
    FindingRows(Map<String, FindingColumns> columnsByRule) {
        this.columnsByRule = Map.copyOf(columnsByRule);
    }

    @Override
    public void open(OpenContext context) {
        refused = getRuntimeContext().getMetricGroup().counter(ROWS_REFUSED);
    }

    @Override
    public void flatMap(Row row, Collector<Finding> out) {
        FindingColumns columns = columnsByRule.get(row.<String>getFieldAs(FindingColumns.RULE_ID));
        Finding finding;
        try {
            finding = columns.toFinding(row);
        } catch (InvalidRowException e) {
            if (refused.getCount() == 0) {
                LOG.warn(
                        "A row of rule {} is no finding: {} Further ones are only counted.",
                        columns.rule().id(),
                        e.getMessage());
            }
            refused.inc();
            return;
        }
        out.collect(finding);
    }
}
