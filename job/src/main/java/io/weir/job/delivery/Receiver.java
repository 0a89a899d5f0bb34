package io.weir.job.delivery;

import java.io.Serializable;

/** Who is told of alerts. */
public interface Receiver extends Serializable {

    /**
     * What tells it apart from the others of its sink, in the state, metrics and messages; nothing
     * secret.
     */
    String name();

    /**
     * Begins to serve it. Connects only with the first delivery.
     *
     * @throws IllegalArgumentException if a file that it needs is missing or wrong; the message
     *     names the key
     */
    Courier open();
}
