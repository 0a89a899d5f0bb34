package io.weir.operators.enrich.names;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The names of a registry's numbers. */
final class NumberNames {

    private static final int CODE_BITS = 8;

    private final int[] numbers;
    private final String[] names;

    private NumberNames(SortedMap<Integer, String> byNumber) {
        numbers = byNumber.keySet().stream().mapToInt(Integer::intValue).toArray();
        names = byNumber.values().toArray(String[]::new);
    }

    /**
     * Reads a file of this package. A line is a number, a space and its name; the number is
     * decimal, hexadecimal ({@code 0x0800}) or a type and its code ({@code 3.1}, which is 3 * 256 +
     * 1).
     */
    static NumberNames read(String file) {
        SortedMap<Integer, String> byNumber = new TreeMap<>();
        for (String line : ResourceLines.of(file)) {
            int space = line.indexOf(' ');
            byNumber.put(number(line.substring(0, space)), line.substring(space + 1));
        }
        return new NumberNames(byNumber);
    }

    /** Null if the number has no name. */
    String of(int number) {
        int index = Arrays.binarySearch(numbers, number);
        return index < 0 ? null : names[index];
    }

    /** The numbers that have names, in ascending order. */
    IntStream numbers() {
        return IntStream.of(numbers);
    }

    private static int number(String text) {
        int dot = text.indexOf('.');
        return dot < 0
                ? Integer.decode(text)
                : Integer.parseInt(text.substring(0, dot)) << CODE_BITS
                        | Integer.parseInt(text.substring(dot + 1));
    }
}
