package io.weir.job.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The detection of hosts that deliver mail to very many servers.
 *
 * @param enabled whether it runs
 * @param mailServers addresses, prefixes and ranges of who may; null becomes an empty list
 * @param hosts distinct hosts outside that make a finding
 * @param window the sliding window all is counted in, a multiple of 10 s
 */
public record SmtpSpamConfiguration(
        boolean enabled, List<String> mailServers, int hosts, Duration window)
        implements Serializable {

    static final Key<Boolean> ENABLED =
            Key.of(
                    "detections.smtp-spam.enabled",
                    ValueType.bool(),
                    "true",
                    "Whether hosts inside that deliver mail to many servers outside are detected.");

    static final Key<List<String>> MAIL_SERVERS =
            Key.withoutDefault(
                    "detections.smtp-spam.mail-servers",
                    ValueType.listOf(ValueType.addressRange()),
                    "Addresses, prefixes and ranges of your own mail servers, which may.");

    static final Key<Integer> HOSTS =
            Key.of(
                    "detections.smtp-spam.hosts",
                    ValueType.integer(2, 1000000),
                    "20",
                    "Distinct servers outside that one host delivers mail to within the window:"
                            + " spam.");

    static final Key<Duration> WINDOW =
            Key.of(
                    "detections.smtp-spam.window",
                    ValueType.durationInSteps("10s", "10s", "10m"),
                    "60s",
                    "The sliding window that hosts are counted in.");

    static final List<Key<?>> KEYS = List.of(ENABLED, MAIL_SERVERS, HOSTS, WINDOW);

    static SmtpSpamConfiguration from(Settings settings) {
        return new SmtpSpamConfiguration(
                settings.get(ENABLED),
                settings.getAll(MAIL_SERVERS),
                settings.get(HOSTS),
                settings.get(WINDOW));
    }

    public SmtpSpamConfiguration {
        mailServers = List.copyOf(mailServers);
    }
}
