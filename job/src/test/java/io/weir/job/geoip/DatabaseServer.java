package io.weir.job.geoip;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.codec.IpAddress;
import io.weir.operators.enrich.geo.DatabaseWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;

/**
 * Answers as MaxMind's download service does: checks the account, redirects to a storage server of
 * another address, and serves one edition.
 */
public final class DatabaseServer implements AutoCloseable {

    public static final String EDITION = "GeoLite2-City";
    public static final String ACCOUNT = "123456";
    public static final String KEY = "hunter2-key";

    private final HttpServer service = server();
    private final HttpServer storage = server();
    private final List<String> storageAuthorizations = new CopyOnWriteArrayList<>();
    private volatile byte[] archive = archive("GeoLite2-City.mmdb", database(Instant.EPOCH));
    private volatile String checksum = sha256(archive);
    private volatile int status = 200;
    private volatile int archivesSent;

    public DatabaseServer() {
        service.createContext("/", this::redirect);
        storage.createContext("/", this::store);
        service.start();
        storage.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + service.getAddress().getPort());
    }

    void serve(byte[] bytes) {
        archive = bytes;
        checksum = sha256(bytes);
    }

    void serveDamaged(byte[] bytes) {
        archive = bytes;
    }

    void refuseWith(int code) {
        status = code;
    }

    int archivesSent() {
        return archivesSent;
    }

    /** What the storage server was shown of the account, which should be nothing. */
    List<String> storageAuthorizations() {
        return storageAuthorizations;
    }

    @Override
    public void close() {
        service.stop(0);
        storage.stop(0);
    }

    static byte[] database(Instant built) {
        return new DatabaseWriter("GeoLite2-City", built, 24)
                .put(IpAddress.ofIpv4(0xc000_0200L), 24, Map.of("city", Map.of()))
                .toBytes();
    }

    static byte[] archive(String name, byte[] content) {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        tar.writeBytes(header("GeoLite2-City_20260101/", 0));
        tar.writeBytes(header("GeoLite2-City_20260101/COPYRIGHT.txt", 9));
        tar.writeBytes(padded("copyright".getBytes(StandardCharsets.UTF_8)));
        tar.writeBytes(header("GeoLite2-City_20260101/" + name, content.length));
        tar.writeBytes(padded(content));
        tar.writeBytes(new byte[1024]);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            tar.writeTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] header(String name, int size) {
        byte[] header = new byte[512];
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(path, 0, header, 0, path.length);
        byte[] octal = String.format("%011o", size).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(octal, 0, header, 124, octal.length);
        return header;
    }

    private static byte[] padded(byte[] content) {
        byte[] blocks = new byte[(content.length + 511) / 512 * 512];
        System.arraycopy(content, 0, blocks, 0, content.length);
        return blocks;
    }

    private void redirect(HttpExchange exchange) throws IOException {
        String expected =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (ACCOUNT + ":" + KEY).getBytes(StandardCharsets.UTF_8));
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        String path = exchange.getRequestURI().getPath();
        if (status != 200 || !expected.equals(shown)) {
            answer(exchange, status != 200 ? status : 401, new byte[0]);
        } else if (!path.equals("/geoip/databases/" + EDITION + "/download")) {
            answer(exchange, 404, new byte[0]);
        } else if (exchange.getRequestURI().getQuery().endsWith(".sha256")) {
            answer(
                    exchange,
                    200,
                    (checksum + "  GeoLite2-City_20260101.tar.gz\n")
                            .getBytes(StandardCharsets.US_ASCII));
        } else {
            exchange.getResponseHeaders()
                    .add(
                            "Location",
                            "http://127.0.0.1:" + storage.getAddress().getPort() + "/file");
            answer(exchange, 302, new byte[0]);
        }
    }

    private void store(HttpExchange exchange) throws IOException {
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        if (shown != null) {
            storageAuthorizations.add(shown);
        }
        synchronized (this) {
            archivesSent++;
        }
        answer(exchange, 200, archive);
    }

    private static void answer(HttpExchange exchange, int code, byte[] body) throws IOException {
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
