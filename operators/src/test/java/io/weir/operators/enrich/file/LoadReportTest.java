package io.weir.operators.enrich.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadReportTest {

    @Test
    void keepsTheFirstProblemsAndCountsAll() {
        LoadReport.Builder lines = new LoadReport.Builder();
        lines.entry();
        for (int line = 2; line < 27; line++) {
            lines.problem(line, "it is no address");
        }

        LoadReport report = lines.build();

        assertThat(report.entries()).isOne();
        assertThat(report.problems()).isEqualTo(25);
        assertThat(report.firstProblems())
                .hasSize(LoadReport.KEPT_PROBLEMS)
                .first()
                .hasToString("line 2: it is no address");
    }
}
