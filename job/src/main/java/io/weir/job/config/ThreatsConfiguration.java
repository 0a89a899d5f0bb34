package io.weir.job.config;

import io.weir.operators.enrich.threat.ThreatFeed;
import io.weir.operators.enrich.threat.ThreatSettings;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.Nullable;

/**
 * Lists of addresses to be warned of.
 *
 * @param feeds each name once; none, and no address is a threat
 * @param allow the file with addresses that never are; null if there is none
 */
public record ThreatsConfiguration(List<ThreatFeed> feeds, @Nullable String allow)
        implements Serializable {

    static final Key<List<ThreatFeed>> FEEDS =
            Key.withoutDefault(
                    "threats.feeds",
                    ValueType.listOf(ValueType.threatFeed()),
                    "Lists of addresses to be warned of, files on each host that runs the job; read"
                            + " again when they change. Each name once.");

    static final Key<String> ALLOW =
            Key.withoutDefault(
                    "threats.allow",
                    ValueType.text(),
                    "File with addresses that are never threats, a plain list or ElastiFlow's"
                            + " `ip_rep_whitelist.yml`; read again when it changes.");

    static final List<Key<?>> KEYS = List.of(FEEDS, ALLOW);

    static ThreatsConfiguration from(Settings settings) {
        List<ThreatFeed> given = settings.get(FEEDS);
        List<ThreatFeed> feeds = given == null ? List.of() : given;
        Set<String> names = new HashSet<>();
        for (ThreatFeed feed : feeds) {
            if (!names.add(feed.name())) {
                settings.refuse(
                        FEEDS.name()
                                + ": the name '"
                                + feed.name()
                                + "' is given to two feeds; rename one.");
            }
        }
        return new ThreatsConfiguration(feeds, settings.get(ALLOW));
    }

    /** The same for the operators. */
    public ThreatSettings settings() {
        return new ThreatSettings(feeds, allow);
    }
}
