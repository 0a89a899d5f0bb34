package io.weir.operators.enrich.file;

/**
 * A line of a text file that is wrong and was left out.
 *
 * @param line its number, from 1
 * @param reason what is wrong with it, as an end of "line 7: …"
 */
public record LineProblem(long line, String reason) {

    @Override
    public String toString() {
        return "line " + line + ": " + reason;
    }
}
