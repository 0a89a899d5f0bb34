package io.weir.sql;

import io.weir.operators.detect.Finding;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes findings of the rows of a rule; a row that is none is counted, the first one logged. */
final class FindingRows extends RichFlatMapFunction<Row, Finding> {

    /** The name of the counter of rows that are no findings. */
    static final String ROWS_REFUSED = "rowsRefused";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FindingRows.class);

    private final FindingColumns columns;

    private transient Counter refused;

    FindingRows(FindingColumns columns) {
        this.columns = columns;
    }

    @Override
    public void open(OpenContext context) {
        refused = getRuntimeContext().getMetricGroup().counter(ROWS_REFUSED);
    }

    @Override
    public void flatMap(Row row, Collector<Finding> out) {
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
