package io.weir.operators.exporters;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long an exporter is remembered after its last datagram. Anybody can forge datagrams of
 * exporters that do not exist: so that they do not fill the state, that depends on how well it is
 * known.
 *
 * @param newcomers of one that was heard for less than this
 * @param templates how long its templates are kept, and so such a one that has some
 * @param known of one that was heard for longer; no other is remembered for longer than this
 */
public record Remembrance(Duration newcomers, Duration templates, Duration known)
        implements Serializable {

    /**
     * How long to remember one, milliseconds.
     *
     * @param hasTemplates whether it taught some
     * @param heardForMillis the time from its first datagram to its last
     */
    public long keepMillis(boolean hasTemplates, long heardForMillis) {
        long most = known.toMillis();
        if (heardForMillis >= newcomers.toMillis()) {
            return most;
        }
        long taught = hasTemplates ? templates.toMillis() : 0;
        return Math.min(most, Math.max(newcomers.toMillis(), taught));
    }
}
