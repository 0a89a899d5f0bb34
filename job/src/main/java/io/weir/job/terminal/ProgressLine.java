package io.weir.job.terminal;

import java.io.PrintWriter;
import java.time.Duration;

/** One line on standard error that is written over; in a log file, a line now and then. */
public final class ProgressLine {

    /** Set by the launcher, which can tell: whether standard error is a terminal. */
    private static final String TERMINAL = "weir.terminal";

    /** How often a log file gets a line. */
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

    private final PrintWriter out;
    private final boolean terminal;
    private long nextLogNanos = System.nanoTime();
    private int width;

    /**
     * @param out standard error, or what stands for it
     */
    public ProgressLine(PrintWriter out) {
        this(out, Boolean.getBoolean(TERMINAL));
    }

    ProgressLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Shows a state that the next one replaces. */
    public void show(String text) {
        if (terminal) {
            out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
            out.flush();
            width = text.length();
        } else if (System.nanoTime() - nextLogNanos >= 0) {
            nextLogNanos = System.nanoTime() + LOG_INTERVAL.toNanos();
            out.println(text);
            out.flush();
        }
    }

    /** Prints a line that stays. */
    public void println(String text) {
        if (terminal && width > 0) {
            out.print("\r" + " ".repeat(width) + "\r");
            width = 0;
        }
        out.println(text);
        out.flush();
    }
}
