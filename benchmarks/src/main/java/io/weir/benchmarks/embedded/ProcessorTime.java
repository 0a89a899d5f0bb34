package io.weir.benchmarks.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time of this process from a moment on, without that of the threads that compile: a job
 * of a few seconds spends much of its time on what one of years does once. Those threads must live
 * as long as the process: {@code -XX:-UseDynamicNumberOfCompilerThreads}.
 */
public final class ProcessorTime {

    /** Of Linux, see proc(5). */
    private static final Path TASKS = Path.of("/proc/self/task");

    private static final List<String> COMPILERS = List.of("C1 Compiler", "C2 Compiler");

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final long all = SYSTEM.getProcessCpuTime();
    private final long compiling = compilerNanos();

    private ProcessorTime() {}

    /** Begins now. */
    public static ProcessorTime start() {
        return new ProcessorTime();
    }

    /** User and system time of all threads that do not compile, ended ones too. */
    public long nanos() {
        return SYSTEM.getProcessCpuTime() - all - compilingNanos();
    }

    /** User and system time of the threads that compile. */
    public long compilingNanos() {
        return compilerNanos() - compiling;
    }

    private static long compilerNanos() {
        try (Stream<Path> tasks = Files.list(TASKS)) {
            return tasks.filter(ProcessorTime::isCompiler)
                    .mapToLong(ProcessorTime::taskNanos)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("Needs Linux, whose /proc tells times of threads", e);
        }
    }

    private static boolean isCompiler(Path task) {
        try {
            String name = Files.readString(task.resolve("comm"), US_ASCII);
            return COMPILERS.stream().anyMatch(name::startsWith);
        } catch (IOException e) {
            // It ended in the meantime.
            return false;
        }
    }

    /** The first number is the time on a processor, the second one that of waiting for one. */
    private static long taskNanos(Path task) {
        try {
            String times = Files.readString(task.resolve("schedstat"), US_ASCII);
            return Long.parseLong(times.substring(0, times.indexOf(' ')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
