package io.weir.job.delivery;

import io.weir.operators.detect.Alert;
import java.io.Serializable;

/** Writes alerts as receivers of a kind get them. Of one thread. */
public interface AlertEncoder extends Serializable {

    /** Called once before the first alert, where the alerts are. */
    void open();

    /**
     * A state of an alert.
     *
     * @param nowMillis when it is handed to the sink
     */
    byte[] encode(Alert alert, long nowMillis);
}
