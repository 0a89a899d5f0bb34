package io.weir.job.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before a server and does to bulk requests what networks and balancers do. */
final class FaultyProxy implements AutoCloseable {

    private static final int UNAVAILABLE = 503;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final URI server;
    private final Fault fault;
    private final HttpServer proxy;

    private FaultyProxy(URI server, Fault fault) throws IOException {
        this.server = server;
        this.fault = fault;
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", this::handle);
        proxy.setExecutor(threads);
        proxy.start();
    }

    static FaultyProxy before(URI server, Fault fault) throws IOException {
        return new FaultyProxy(server, fault);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + proxy.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean isBulk = exchange.getRequestURI().getPath().endsWith("_bulk");
            Verdict verdict =
                    isBulk ? fault.befalls(new String(body, StandardCharsets.UTF_8)) : Verdict.PASS;
            if (verdict == Verdict.REFUSE) {
                answer(exchange, UNAVAILABLE, new byte[0]);
                return;
            }
            HttpResponse<byte[]> response = forward(exchange, body);
            if (verdict == Verdict.PASS) {
                exchange.getResponseHeaders()
                        .set(
                                "Content-Type",
                                response.headers()
                                        .firstValue("Content-Type")
                                        .orElse("application/json"));
                response.headers()
                        .firstValue("X-elastic-product")
                        .ifPresent(p -> exchange.getResponseHeaders().set("X-elastic-product", p));
                answer(exchange, response.statusCode(), response.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(exchange.getRequestURI()))
                        .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        for (String header : List.of("Content-Type", "Authorization")) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        proxy.stop(0);
        threads.shutdownNow();
    }

    /** What becomes of a request. */
    enum Verdict {
        PASS,
        /** It never reaches the server, which is said to be unavailable. */
        REFUSE,
        /** It is carried out, and the connection ends without an answer. */
        LOSE_ANSWER
    }

    @FunctionalInterface
    interface Fault {

        /** Decides about a bulk request; may wait. Called by several threads. */
        Verdict befalls(String body) throws InterruptedException;
    }
}
