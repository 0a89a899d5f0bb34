package io.weir.job.config;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/**
 * Alerts by HTTP.
 *
 * @param urls where each alert is posted to; none, and there are no webhooks
 * @param secret what requests are signed with; null exactly if there is no URL
 * @param caFile certificates in PEM format of whom receivers are believed by; null for the JDK's
 * @param selection which alerts
 * @param timeout how long a request may take
 * @param bufferBytes what may wait for each URL
 */
public record WebhookConfiguration(
        List<WebhookUrl> urls,
        @Nullable Secret secret,
        @Nullable String caFile,
        AlertSelection selection,
        Duration timeout,
        long bufferBytes)
        implements Serializable {

    static final Key<List<WebhookUrl>> URLS =
            Key.withoutDefault(
                    "alerts.webhook.urls",
                    ValueType.webhookUrls(),
                    "Where alerts are posted to, each to all of them. Never shown, for their paths"
                            + " are often secret.");

    static final Key<Secret> SECRET =
            Key.withoutDefault(
                    "alerts.webhook.secret",
                    ValueType.webhookSecret(),
                    "What requests are signed with, as `whsec_` and Base64 or as plain text; best"
                            + " given by its variable. It is never shown.");

    static final Key<Secret> SECRET_FILE =
            Key.withoutDefault(
                    "alerts.webhook.secret-file",
                    ValueType.secretFile(),
                    "File with the secret, read where it is used; goes instead of"
                            + " `alerts.webhook.secret`.");

    static final Key<String> CA_FILE =
            Key.withoutDefault(
                    "alerts.webhook.ca-file",
                    ValueType.text(),
                    "PEM file with the certificates of the authorities that the receivers'"
                            + " certificates are from, on each host that runs the job; without it"
                            + " those count that the JDK knows.");

    private static final AlertSelection.Keys SELECTION =
            AlertSelection.Keys.of("alerts.webhook", "posted");

    static final Key<Duration> TIMEOUT =
            Key.of(
                    "alerts.webhook.timeout",
                    ValueType.duration("1s", "5m"),
                    "10s",
                    "How long a request may take, its connection included, before it is made"
                            + " again.");

    static final Key<Long> BUFFER =
            Key.of(
                    "alerts.webhook.buffer",
                    ValueType.bytes("64KiB", "256MiB"),
                    "8MiB",
                    "What may wait for each URL: the bridge over an outage. It is part of the"
                            + " checkpoints. When it is full, the oldest alerts in it are dropped"
                            + " and counted.");

    static final List<Key<?>> KEYS =
            Stream.of(
                            List.of(URLS, SECRET, SECRET_FILE, CA_FILE),
                            SELECTION.all(),
                            List.of(TIMEOUT, BUFFER))
                    .<Key<?>>flatMap(List::stream)
                    .toList();

    public WebhookConfiguration {
        urls = List.copyOf(urls);
    }

    static WebhookConfiguration from(Settings settings) {
        boolean secret = settings.isGiven(SECRET);
        boolean secretFile = settings.isGiven(SECRET_FILE);
        if (secret && secretFile) {
            settings.refuse(SECRET.name() + " and " + SECRET_FILE.name() + ": give only one.");
        }
        if (settings.isGiven(URLS) && !secret && !secretFile) {
            settings.refuse(
                    String.format(
                            "%s: needs %s or %s, which requests are signed with.",
                            URLS.name(), SECRET.name(), SECRET_FILE.name()));
        }
        return new WebhookConfiguration(
                settings.getAll(URLS),
                settings.get(secretFile ? SECRET_FILE : SECRET),
                settings.get(CA_FILE),
                AlertSelection.from(settings, SELECTION),
                settings.get(TIMEOUT),
                settings.get(BUFFER));
    }

    /** Whose certificates are believed; empty for those that the JDK knows. */
    public Optional<Path> trustedAuthority() {
        return Optional.ofNullable(caFile).map(Path::of);
    }
}
