package io.weir.job.geoip;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * MaxMind's download service: {@code BASE/geoip/databases/EDITION/download?suffix=tar.gz}, and the
 * same with {@code .sha256}, after its documentation "Updating GeoIP and GeoLite databases". It
 * answers with a redirect to storage elsewhere, which must not get the licence key.
 */
final class DatabaseDownload {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(5);
    private static final int MAX_REDIRECTS = 5;
    private static final int SHA256_DIGITS = 64;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT_TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final URI base;
    private final MaxMindAccount account;
    private final Duration patience;

    /**
     * @param patience the longest that nothing may come of an answer that has begun
     */
    DatabaseDownload(URI base, MaxMindAccount account, Duration patience) {
        this.base = base;
        this.account = account;
        this.patience = patience;
    }

    /** The SHA-256 of an edition's archive, 64 hexadecimal digits in lower case. */
    String checksum(String edition) throws GeoIpException, InterruptedException {
        try (InputStream body = get(edition, "tar.gz.sha256")) {
            String text =
                    new String(body.readNBytes(SHA256_DIGITS), StandardCharsets.US_ASCII)
                            .toLowerCase(Locale.ROOT);
            if (!text.matches("[0-9a-f]{64}")) {
                throw new GeoIpException(
                        base + " gave no SHA-256 for " + edition + " but something else.");
            }
            return text;
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** An edition's archive; to be closed. */
    InputStream archive(String edition) throws GeoIpException, InterruptedException {
        return get(edition, "tar.gz");
    }

    GeoIpException unreachable(IOException e) {
        return new GeoIpException(
                String.format(
                        "%s cannot be reached (%s): check the network, a proxy, or --url.",
                        base,
                        e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                e);
    }

    private InputStream get(String edition, String suffix)
            throws GeoIpException, InterruptedException {
        URI target =
                URI.create(
                        base.toString().replaceFirst("/+$", "")
                                + "/geoip/databases/"
                                + edition
                                + "/download?suffix="
                                + suffix);
        try {
            for (int i = 0; i <= MAX_REDIRECTS; i++) {
                HttpResponse<InputStream> response =
                        client.send(request(target), BodyHandlers.ofInputStream());
                if (response.statusCode() == 200) {
                    return new StallGuard(response.body(), patience);
                }
                response.body().close();
                target = next(target, response, edition);
            }
        } catch (IOException e) {
            throw unreachable(e);
        }
        throw new GeoIpException(base + " redirects without end for " + edition + ".");
    }

    private HttpRequest request(URI target) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target).timeout(ANSWER_TIMEOUT);
        if (base.getScheme().equals(target.getScheme())
                && base.getRawAuthority().equals(target.getRawAuthority())) {
            request.header("Authorization", account.authorization());
        }
        return request.build();
    }

    private URI next(URI from, HttpResponse<?> response, String edition) throws GeoIpException {
        int status = response.statusCode();
        String location = response.headers().firstValue("Location").orElse("");
        if (status / 100 != 3 || location.isEmpty()) {
            throw new GeoIpException(refusal(status, edition));
        }
        URI next = from.resolve(location);
        if (!from.getScheme().equals(next.getScheme()) && !"https".equals(next.getScheme())) {
            throw new GeoIpException(base + " redirects from https to " + next.getScheme() + ".");
        }
        return next;
    }

    private String refusal(int status, String edition) {
        String answer = base + " answered " + status + " for " + edition + ": ";
        return switch (status) {
            case 401 ->
                    answer
                            + "account id "
                            + account.id()
                            + " and licence key do not belong together; check both.";
            case 403 -> answer + "this account has no right to it; check its subscription.";
            case 404 -> answer + "there is no such edition; check --edition and --url.";
            case 429 ->
                    answer + "the account's downloads of the day are used up; try again tomorrow.";
            default -> answer + (status >= 500 ? "try again later." : "it was not to be had.");
        };
    }
}
