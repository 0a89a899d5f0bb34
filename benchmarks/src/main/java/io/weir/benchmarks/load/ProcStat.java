package io.weir.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Processor time of processes, from {@code /proc/PID/stat} (proc(5)). */
final class ProcStat {

    /** Behind the name in parentheses, which may hold anything: state is field 3. */
    private static final int UTIME = 14 - 3;

    private static final int STIME = 15 - 3;

    /** USER_HZ, which is 100 wherever Linux runs Java. */
    private static final double TICKS_PER_SECOND = 100;

    private ProcStat() {}

    /** User and system time of all threads, ended ones too, in seconds; 0 if it has ended. */
    static double cpuSeconds(long pid) throws IOException {
        try {
            return cpuSeconds(
                    Files.readString(Path.of("/proc", Long.toString(pid), "stat"), US_ASCII));
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    static double cpuSeconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
        return ticks / TICKS_PER_SECOND;
    }
}
