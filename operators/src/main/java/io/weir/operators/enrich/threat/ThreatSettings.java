package io.weir.operators.enrich.threat;

import java.io.Serializable;
import java.util.List;
import javax.annotation.Nullable;

/**
 * Which lists there are.
 *
 * @param feeds each name once
 * @param allow the file with addresses that are never threats; null if there is none
 */
public record ThreatSettings(List<ThreatFeed> feeds, @Nullable String allow)
        implements Serializable {

    public ThreatSettings {
        feeds = List.copyOf(feeds);
    }
}
