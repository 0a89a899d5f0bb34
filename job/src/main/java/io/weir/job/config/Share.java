package io.weir.job.config;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of a stream a sink takes.
 *
 * @param oneIn each taken element stands for this many; 0 if none is taken
 */
public record Share(int oneIn) implements Serializable {

    public static final Share OFF = new Share(0);
    public static final Share ALL = new Share(1);

    static final int SMALLEST = 1_000_000;

    private static final Pattern FRACTION = Pattern.compile("1/(\\d{1,7})");

    public Share {
        if (oneIn < 0 || oneIn > SMALLEST) {
            throw new IllegalArgumentException("One in " + oneIn + ".");
        }
    }

    static Optional<Share> parse(String text) {
        if (text.equals("off")) {
            return Optional.of(OFF);
        }
        if (text.equals("all")) {
            return Optional.of(ALL);
        }
        Matcher fraction = FRACTION.matcher(text);
        if (!fraction.matches()) {
            return Optional.empty();
        }
        int oneIn = Integer.parseInt(fraction.group(1));
        return oneIn >= 1 && oneIn <= SMALLEST ? Optional.of(new Share(oneIn)) : Optional.empty();
    }

    public boolean isOff() {
        return oneIn == 0;
    }

    /** Whether elements are left out. */
    public boolean isSample() {
        return oneIn > 1;
    }
}
