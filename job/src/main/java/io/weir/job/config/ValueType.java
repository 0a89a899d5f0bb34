package io.weir.job.config;

import io.weir.operators.detect.ExporterInterface;
import io.weir.operators.enrich.prefix.AddressRange;
import io.weir.operators.enrich.threat.ThreatFeed;
import io.weir.udp.AllowList;
import io.weir.udp.Listener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a key takes.
 *
 * @param allowed the allowed values in words, to go behind "allowed: "
 * @param secret whether values must never be shown
 * @param parser gives the value of a text, or nothing if the text is not allowed
 */
record ValueType<T>(String allowed, boolean secret, Function<String, Optional<T>> parser) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    /** What is no address must not get to the resolver, which would take it for a name. */
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+]):(\\d{1,5})");
    private static final int DNS_PORT = 53;
    private static final Pattern KAFKA_TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final Pattern FILE_PATH = Pattern.compile("[^:{}$]+");
    private static final Pattern INDEX_PREFIX =
            Pattern.compile("[^-_+.\\p{Cntrl}\\\\/*?\"<>| ,#:][^\\p{Cntrl}\\\\/*?\"<>| ,#:]{0,63}");

    Optional<T> parse(String text) {
        return parser.apply(secret ? text : text.strip());
    }

    static ValueType<Integer> integer(int min, int max) {
        return of(
                String.format(Locale.ROOT, "a whole number from %d to %d", min, max),
                text ->
                        matching(NUMBER, text)
                                .map(Long::parseLong)
                                .filter(number -> number >= min && number <= max)
                                .map(Long::intValue));
    }

    static ValueType<Boolean> bool() {
        return of(
                "true or false",
                text ->
                        switch (text) {
                            case "true" -> Optional.of(true);
                            case "false" -> Optional.of(false);
                            default -> Optional.empty();
                        });
    }

    /** One of the names of an enum, in lower case and with dashes. */
    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> values) {
        Function<E, String> spelling =
                value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-');
        List<E> constants = List.of(values.getEnumConstants());
        return of(
                constants.stream().map(spelling).collect(Collectors.joining(" or ")),
                text -> constants.stream().filter(e -> spelling.apply(e).equals(text)).findAny());
    }

    /** How much of a stream. */
    static ValueType<Share> share() {
        return of("off, all or 1/N, N up to " + Share.SMALLEST + ", as in 1/100", Share::parse);
    }

    /** How much of a stream that would mean nothing in parts. */
    static ValueType<Share> allOrNothing() {
        return of(
                "off or all; 1/N is for flows only",
                text -> Share.parse(text).filter(share -> !text.contains("/")));
    }

    /** For how many days something is kept; 0 for good. */
    static ValueType<Integer> retention() {
        return of(
                "none, or whole days from 1d to 3650d",
                text ->
                        text.equals("none")
                                ? Optional.of(0)
                                : duration("1d", "3650d")
                                        .parse(text)
                                        .filter(time -> time.equals(Duration.ofDays(time.toDays())))
                                        .map(time -> Math.toIntExact(time.toDays())));
    }

    /** An amount of memory, in bytes, both bounds included. */
    static ValueType<Long> bytes(String min, String max) {
        long least = Quantity.parseBytes(min).orElseThrow();
        long most = Quantity.parseBytes(max).orElseThrow();
        return of(
                String.format("a size from %s to %s, with its unit (B, KiB, MiB or GiB)", min, max),
                text -> Quantity.parseBytes(text).filter(size -> size >= least && size <= most));
    }

    /** A time, both bounds included. */
    static ValueType<Duration> duration(String min, String max) {
        Duration least = Quantity.parseDuration(min).orElseThrow();
        Duration most = Quantity.parseDuration(max).orElseThrow();
        return of(
                String.format("a time from %s to %s, with its unit (ms, s, m, h or d)", min, max),
                text ->
                        Quantity.parseDuration(text)
                                .filter(t -> t.compareTo(least) >= 0 && t.compareTo(most) <= 0));
    }

    /** A time that may also be zero, which switches something off. */
    static ValueType<Duration> durationOrOff(String min, String max) {
        ValueType<Duration> on = duration(min, max);
        return of(
                "0s (off) or " + on.allowed,
                text ->
                        Quantity.parseDuration(text)
                                .filter(Duration::isZero)
                                .or(() -> on.parse(text)));
    }

    /** A time in whole steps. */
    static ValueType<Duration> durationInSteps(String step, String min, String max) {
        ValueType<Duration> any = duration(min, max);
        long stepMillis = Quantity.parseDuration(step).orElseThrow().toMillis();
        return of(
                any.allowed + ", in steps of " + step,
                text -> any.parse(text).filter(t -> t.toMillis() % stepMillis == 0));
    }

    static ValueType<String> text() {
        return of("a text that is not empty", ValueType::notEmpty);
    }

    /** A user of HTTP basic authentication (RFC 7617 §2). */
    static ValueType<String> userName() {
        return of(
                "a name without a colon",
                text -> notEmpty(text).filter(name -> name.indexOf(':') < 0));
    }

    static ValueType<Secret> secretText() {
        return new ValueType<>(
                "a text that is not empty", true, text -> notEmpty(text).map(Secret::ofValue));
    }

    static ValueType<Secret> secretFile() {
        return of("a path to a file", text -> notEmpty(text).map(Secret::inFile));
    }

    /** An IP address, without looking up any name. */
    static ValueType<InetAddress> ipAddress() {
        return of("an IPv4 or IPv6 address", ValueType::parseAddress);
    }

    /** A DNS server, by its address; without a port it is 53. */
    static ValueType<InetSocketAddress> dnsServer() {
        return of(
                "ADDRESS or ADDRESS:PORT, IPv6 as [ADDRESS]:PORT",
                text ->
                        parseAddress(text)
                                .map(address -> new InetSocketAddress(address, DNS_PORT))
                                .or(() -> parseAddressAndPort(text)));
    }

    /** A prefix of IP addresses, or one address, without looking up any name. */
    static ValueType<String> addressPrefix() {
        return of(
                "an address with or without a prefix length, as in 192.0.2.0/24",
                text -> accepted(() -> AllowList.of(List.of(text))).map(list -> text));
    }

    /** An IP address, a prefix or a range of addresses. */
    static ValueType<String> addressRange() {
        return of(
                "an address, a prefix without bits behind its length, as in 192.0.2.0/24, or a"
                        + " range, as in 192.0.2.7-192.0.2.9",
                text -> accepted(() -> AddressRange.parse(text)).map(range -> text));
    }

    /** An interface of an exporter. */
    static ValueType<ExporterInterface> exporterInterface() {
        return of(
                "EXPORTER/INDEX, its address and the SNMP index, as in 192.0.2.1/3",
                text -> accepted(() -> ExporterInterface.parse(text)));
    }

    /** A threat feed and what is to be known of it. */
    static ValueType<ThreatFeed> threatFeed() {
        return of(FeedText.ALLOWED, text -> accepted(() -> FeedText.parse(text)));
    }

    /** A UDP port and its name. */
    static ValueType<Listener> listener() {
        return of(
                "NAME=PORT or PORT, the name of 1 to 32 a-z, 0-9 or -, the port from 1 to 65535",
                text -> accepted(() -> Listener.parse(text)));
    }

    /** The start of names of Elasticsearch indices. */
    static ValueType<String> indexPrefix() {
        return of(
                "1 to 64 characters in lower case, none of \\ / * ? \" < > | , # : or a space, and"
                        + " none of - _ + . at the start",
                text ->
                        matching(INDEX_PREFIX, text)
                                .filter(name -> name.equals(name.toLowerCase(Locale.ROOT))));
    }

    /** A server and its port; the server is not looked up. */
    static ValueType<String> hostAndPort() {
        return of(
                "HOST:PORT, a port from 1 to 65535",
                text ->
                        Optional.of(HOST_AND_PORT.matcher(text))
                                .filter(Matcher::matches)
                                .filter(parts -> isPort(Integer.parseInt(parts.group(2))))
                                .map(Matcher::group));
    }

    /** The name of a topic in Kafka. */
    static ValueType<String> kafkaTopic() {
        return of(
                "1 to 249 of the letters a-z and A-Z, digits, dots, dashes and underscores",
                text ->
                        matching(KAFKA_TOPIC, text)
                                .filter(name -> !name.equals(".") && !name.equals("..")));
    }

    /** A path that may stand in a reference to a value in the file. */
    static ValueType<String> filePath() {
        return of("a path to a file, without : $ { or }", text -> matching(FILE_PATH, text));
    }

    /** The address of an HTTP server, without a path. */
    static ValueType<URI> serverUrl() {
        return of(
                "http://HOST:PORT or https://HOST:PORT, without user, path or query",
                ValueType::parseServerUrl);
    }

    /** Addresses of HTTP receivers. They are secret, for a path may be. */
    static ValueType<List<WebhookUrl>> webhookUrls() {
        return listOf(
                new ValueType<>(
                        "http://HOST:PORT/PATH or https://HOST:PORT/PATH, without user or fragment",
                        true,
                        WebhookUrl::parse));
    }

    /** A secret for signing; what claims to be Base64 is. */
    static ValueType<Secret> webhookSecret() {
        return new ValueType<>(
                "a text that is not empty; behind whsec_ it is Base64",
                true,
                text -> accepted(() -> SigningKey.bytes(text)).map(key -> Secret.ofValue(text)));
    }

    /** A receiver of syslog messages; it is not looked up. */
    static ValueType<SyslogServer> syslogServer() {
        return of(
                "udp://HOST:PORT, tcp://HOST:PORT or tls://HOST:PORT, a port from 1 to 65535",
                SyslogServer::parse);
    }

    /** One or more values, each only once, separated by commas; brackets around them may stand. */
    static <T> ValueType<List<T>> listOf(ValueType<T> element) {
        return new ValueType<>(
                "a list, each once, of: " + element.allowed,
                element.secret,
                text -> parseList(text, element));
    }

    private static <T> ValueType<T> of(String allowed, Function<String, Optional<T>> parser) {
        return new ValueType<>(allowed, false, parser);
    }

    /** What is made of a text by code that refuses it with an exception. */
    private static <T> Optional<T> accepted(Supplier<T> parser) {
        try {
            return Optional.of(parser.get());
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    private static Optional<String> matching(Pattern pattern, String text) {
        return Optional.of(text).filter(pattern.asMatchPredicate());
    }

    private static Optional<String> notEmpty(String text) {
        return Optional.of(text).filter(Predicate.not(String::isEmpty));
    }

    private static Optional<InetAddress> parseAddress(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getAllByName(text)[0]);
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    private static Optional<InetSocketAddress> parseAddressAndPort(String text) {
        Matcher parts = HOST_AND_PORT.matcher(text);
        if (!parts.matches() || !isPort(Integer.parseInt(parts.group(2)))) {
            return Optional.empty();
        }
        String host = parts.group(1);
        String address = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return parseAddress(address)
                .map(ip -> new InetSocketAddress(ip, Integer.parseInt(parts.group(2))));
    }

    private static Optional<URI> parseServerUrl(String text) {
        try {
            URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            boolean portAllowed = url.getPort() == -1 || isPort(url.getPort());
            boolean bare =
                    url.getRawUserInfo() == null
                            && url.getRawPath().isEmpty()
                            && url.getRawQuery() == null
                            && url.getRawFragment() == null;
            return http && url.getHost() != null && portAllowed && bare
                    ? Optional.of(url)
                    : Optional.empty();
        } catch (URISyntaxException notAnUrl) {
            return Optional.empty();
        }
    }

    static boolean isPort(int number) {
        return number >= 1 && number <= 65535;
    }

    private static <T> Optional<List<T>> parseList(String text, ValueType<T> element) {
        String items =
                text.startsWith("[") && text.endsWith("]")
                        ? text.substring(1, text.length() - 1)
                        : text;
        List<Optional<T>> parsed = Arrays.stream(items.split(",", -1)).map(element::parse).toList();
        boolean allAllowed = parsed.stream().allMatch(Optional::isPresent);
        boolean eachOnce = new HashSet<>(parsed).size() == parsed.size();
        return allAllowed && eachOnce
                ? Optional.of(parsed.stream().map(Optional::orElseThrow).toList())
                : Optional.empty();
    }
}
