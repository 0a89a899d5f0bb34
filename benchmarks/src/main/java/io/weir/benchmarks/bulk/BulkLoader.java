package io.weir.benchmarks.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends bulk requests that are made beforehand, and does nothing else: no job, no state, no second
 * attempt. Each of its threads sends the next request when its last one is answered.
 */
final class BulkLoader {

    private final HttpClient client = HttpClient.newBuilder().build();
    private final URI url;
    private final List<byte[]> requests;
    private final int concurrency;

    BulkLoader(URI server, List<byte[]> requests, int concurrency) {
        this.url = server.resolve("/_bulk?filter_path=errors,items.*.status,items.*.error");
        this.requests = requests;
        this.concurrency = concurrency;
    }

    /** The bodies of requests with the documents in turn, each as large as the sink makes them. */
    static List<byte[]> requests(
            String index, List<byte[]> documents, long count, int items, int bytes) {
        byte[] action =
                ("{\"index\":{\"_index\":\"" + index + "\"}}\n")
                        .getBytes(StandardCharsets.US_ASCII);
        List<byte[]> requests = new ArrayList<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int inBody = 0;
        for (long i = 0; i < count; i++) {
            body.writeBytes(action);
            body.writeBytes(documents.get((int) (i % documents.size())));
            body.write('\n');
            inBody++;
            if (inBody == items || body.size() >= bytes || i == count - 1) {
                requests.add(body.toByteArray());
                body.reset();
                inBody = 0;
            }
        }
        return requests;
    }

    /** Sends all, and returns how long it took until all were answered. */
    long run() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(concurrency);
        AtomicInteger next = new AtomicInteger();
        long begin = System.nanoTime();
        List<Future<?>> senders = new ArrayList<>();
        for (int i = 0; i < concurrency; i++) {
            senders.add(
                    threads.submit(
                            () -> {
                                int mine = next.getAndIncrement();
                                while (mine < requests.size()) {
                                    send(requests.get(mine));
                                    mine = next.getAndIncrement();
                                }
                                return null;
                            }));
        }
        for (Future<?> sender : senders) {
            sender.get();
        }
        long nanos = System.nanoTime() - begin;
        threads.shutdown();
        return nanos;
    }

    private void send(byte[] body) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(url)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains("\"errors\":false")) {
            throw new IOException("Elasticsearch did not take all documents: " + answer.body());
        }
    }
}
