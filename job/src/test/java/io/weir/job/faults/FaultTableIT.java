package io.weir.job.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.faults.FaultTable.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Prints the table of faults as Markdown, and checks the rows of Weir's sink. */
@Tag("fault-table")
@Timeout(value = 2, unit = TimeUnit.HOURS)
class FaultTableIT {

    @Test
    void weirLosesAndDuplicatesNothingAndNeverRestarts(@TempDir Path folder) throws Exception {
        List<Row> rows = new ArrayList<>();
        System.out.println(FaultTable.TITLES);
        try (FaultTable table = new FaultTable(folder)) {
            for (Fault fault : Fault.values()) {
                for (Delivery delivery : Delivery.values()) {
                    Row row = table.row(fault, delivery);
                    System.out.println(row.markdown());
                    rows.add(row);
                }
            }
        }
        assertThat(rows)
                .filteredOn(row -> row.delivery() == Delivery.WEIR)
                .allSatisfy(
                        row -> {
                            assertThat(row.hasEnded()).isTrue();
                            assertThat(row.duplicates()).isZero();
                            assertThat(row.lost()).isEqualTo(row.fault().misfits());
                            assertThat(row.restarts()).isEqualTo(row.fault().restarts());
                        });
    }
}
