package io.weir.job.cli;

import io.weir.job.check.Check;
import io.weir.job.check.Finding;
import java.util.List;
import java.util.Optional;

/** What must be in place before a command begins. */
final class RequiredChecks {

    private RequiredChecks() {}

    /**
     * Performs the checks.
     *
     * @throws CommandFailure with what the first that fails found
     */
    static void pass(List<Check> checks) throws CommandFailure, InterruptedException {
        Optional<Finding> failure = Check.firstFailure(checks);
        if (failure.isPresent()) {
            throw new CommandFailure(failure.get().what() + ": " + failure.get().detail());
        }
    }
}
