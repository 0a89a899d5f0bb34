package io.weir.job.config;

import io.weir.operators.detect.AlertPolicy;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/**
 * What becomes of findings, and who is told of alerts, besides Elasticsearch.
 *
 * @param perRuleAndMinute the most alerts that a rule opens in a minute
 * @param openPerRule the most alerts of a rule that are open at once
 * @param dryRun ids of the rules of whose alerts nobody is told
 * @param suppressions the file of suppressions, null if there is none
 */
public record AlertsConfiguration(
        int perRuleAndMinute,
        int openPerRule,
        List<String> dryRun,
        @Nullable String suppressions,
        WebhookConfiguration webhook,
        SyslogConfiguration syslog)
        implements Serializable {

    static final Key<Integer> PER_RULE_AND_MINUTE =
            Key.of(
                    "alerts.per-rule-and-minute",
                    ValueType.integer(1, 100_000),
                    "60",
                    "The most alerts that a rule opens in a minute. Those beyond are held back: one"
                            + " alert of the rule tells how many, and they are counted.");

    static final Key<Integer> OPEN_PER_RULE =
            Key.of(
                    "alerts.open-per-rule",
                    ValueType.integer(1, 1_000_000),
                    "10000",
                    "The most alerts of a rule that are open at once, up to 1.6 KB of memory each."
                            + " One more closes the oldest. Not less than"
                            + " `alerts.per-rule-and-minute`.");

    static final Key<List<String>> DRY_RUN =
            Key.withoutDefault(
                    "alerts.dry-run",
                    ValueType.listOf(ValueType.text()),
                    "Ids of rules on trial: their alerts are marked `weir.dry_run` and go to"
                            + " indices, topics and files, never to webhooks or syslog.");

    static final Key<String> SUPPRESSIONS =
            Key.withoutDefault(
                    "alerts.suppressions",
                    ValueType.text(),
                    "File that says of whom and of what no alert is wanted, and until when, on each"
                            + " host that runs the job; read again when it changes.");

    static final List<Key<?>> KEYS =
            Stream.of(
                            List.of(PER_RULE_AND_MINUTE, OPEN_PER_RULE, DRY_RUN, SUPPRESSIONS),
                            WebhookConfiguration.KEYS,
                            SyslogConfiguration.KEYS)
                    .<Key<?>>flatMap(List::stream)
                    .toList();

    /** An alert that is over is one that nothing was heard of for so long. */
    private static final Duration CLOSE_AFTER = Duration.ofSeconds(60);

    public AlertsConfiguration {
        dryRun = List.copyOf(dryRun);
    }

    static AlertsConfiguration from(Settings settings, RulesConfiguration rules) {
        int perMinute = settings.get(PER_RULE_AND_MINUTE);
        int open = settings.get(OPEN_PER_RULE);
        if (open < perMinute) {
            settings.refuse(
                    String.format(
                            "%s: '%d' is less than the %d of %s; raise it or lower that.",
                            OPEN_PER_RULE.name(), open, perMinute, PER_RULE_AND_MINUTE.name()));
        }
        List<String> dryRun = settings.getAll(DRY_RUN);
        refuseUnknown(settings, dryRun, rules);
        return new AlertsConfiguration(
                perMinute,
                open,
                dryRun,
                settings.get(SUPPRESSIONS),
                WebhookConfiguration.from(settings),
                SyslogConfiguration.from(settings));
    }

    private static void refuseUnknown(
            Settings settings, List<String> dryRun, RulesConfiguration rules) {
        if (dryRun.isEmpty()) {
            return;
        }
        KnownRules.of(rules)
                .ifPresent(
                        known ->
                                dryRun.stream()
                                        .filter(id -> !known.has(id))
                                        .forEach(
                                                id ->
                                                        settings.refuse(
                                                                DRY_RUN.name()
                                                                        + ": "
                                                                        + known.missing(id)
                                                                        + ".")));
    }

    /** What the life cycle of alerts goes by. */
    public AlertPolicy policy() {
        return new AlertPolicy(
                CLOSE_AFTER, perRuleAndMinute, openPerRule, Set.copyOf(dryRun), suppressions);
    }
}
