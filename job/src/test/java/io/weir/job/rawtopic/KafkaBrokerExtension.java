package io.weir.job.rawtopic;

import io.weir.testing.ForkFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a real {@link KafkaBroker}. One serves all tests of a JVM, so each test uses topics
 * and groups of its own.
 */
public final class KafkaBrokerExtension implements ParameterResolver {

    private static final Path FOLDER = ForkFolder.of("kafka-it");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KafkaBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(KafkaBrokerExtension.class))
                .getOrComputeIfAbsent(KafkaBroker.class, key -> startedBroker(), KafkaBroker.class);
    }

    private static KafkaBroker startedBroker() {
        try {
            FileUtils.deleteDirectory(FOLDER.toFile());
            return KafkaBroker.start(FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
