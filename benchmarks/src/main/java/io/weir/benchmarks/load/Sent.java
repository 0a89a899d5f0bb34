package io.weir.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the sender says it sent.
 *
 * @param datagrams all, those with templates only too
 * @param seconds how long it took
 * @param worstLagMillis how late the latest datagram was
 */
record Sent(
        long datagrams,
        long flows,
        long bytes,
        long templateDatagrams,
        double seconds,
        double worstLagMillis) {

    static final Sent NOTHING = new Sent(0, 0, 0, 0, 0, 0);

    static Sent of(JsonNode json) {
        return new Sent(
                json.get("datagrams").asLong(),
                json.get("flows").asLong(),
                json.get("bytes").asLong(),
                json.get("template_datagrams").asLong(),
                json.get("seconds").asDouble(),
                json.get("worst_lag_ms").asDouble());
    }

    Sent plus(Sent more) {
        return new Sent(
                datagrams + more.datagrams,
                flows + more.flows,
                bytes + more.bytes,
                templateDatagrams + more.templateDatagrams,
                seconds + more.seconds,
                Math.max(worstLagMillis, more.worstLagMillis));
    }

    double datagramsPerSecond() {
        return datagrams / seconds;
    }
}
