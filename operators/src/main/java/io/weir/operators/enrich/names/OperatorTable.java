package io.weir.operators.enrich.names;

import io.weir.operators.enrich.file.LoadReport;

/** A table that the operator gives in a file. */
public interface OperatorTable {

    /** What became of the lines of the file. */
    LoadReport report();
}
