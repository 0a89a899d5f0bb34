package io.weir.job.analyze;

import java.io.PrintWriter;

/** A way to print what an analysis found. */
public interface AnalysisReport {

    /** Prints alerts, Top-N and the balance. */
    void print(Analysis analysis, PrintWriter out);
}
