package io.weir.codec.element;

/** A file of elements is wrong. The message names the file, the line, the value and the cure. */
public final class ElementFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param line from 1
     */
    ElementFileException(String origin, int line, String error) {
        super(origin + ", line " + line + ": " + error);
    }
}
