package io.weir.job.elasticsearch.local;

import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.ElasticsearchEndpoint;
import io.weir.testing.ForkFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a real Elasticsearch: parameters of type {@link LocalElasticsearch} and {@link
 * ElasticsearchClient}. One server serves all tests of a JVM, so each test uses indices of its own.
 */
public final class ElasticsearchExtension implements ParameterResolver {

    /** Where the build unpacks the distribution, seen from the module's folder. */
    static final Path DISTRIBUTION = Path.of("target", "elasticsearch");

    private static final Path FOLDER = ForkFolder.of("elasticsearch-it");
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == LocalElasticsearch.class || type == ElasticsearchClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        LocalElasticsearch server =
                context.getRoot()
                        .getStore(Namespace.create(ElasticsearchExtension.class))
                        .getOrComputeIfAbsent(
                                LocalElasticsearch.class,
                                key -> startedServer(),
                                LocalElasticsearch.class);
        return parameter.getParameter().getType() == LocalElasticsearch.class
                ? server
                : new ElasticsearchClient(
                        ElasticsearchEndpoint.of(server.url(), "the test's server"));
    }

    private static LocalElasticsearch startedServer() {
        try {
            TestFolders.delete(FOLDER);
            Path home = LocalElasticsearch.homeIn(DISTRIBUTION);
            LocalElasticsearch server =
                    LocalElasticsearch.start(new LocalElasticsearchOptions(home, FOLDER));
            try {
                server.awaitReady(START_TIMEOUT, waited -> {});
            } catch (IOException | InterruptedException e) {
                server.close();
                throw e;
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Elasticsearch started.", e);
        }
    }
}
