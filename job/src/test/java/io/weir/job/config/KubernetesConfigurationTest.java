package io.weir.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.weir.udp.Listener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the configuration in the Kubernetes resources against the one the job reads. */
class KubernetesConfigurationTest {

    private static final Path RESOURCES = Path.of("..", "k8s");

    @TempDir private Path directory;

    @Test
    void isAcceptedAndListensWhereTheServiceForwardsTo() throws IOException {
        String yaml = read("configmap.yaml").at("/data/weir.yaml").textValue();
        Path file = Files.writeString(directory.resolve("weir.yaml"), yaml);

        WeirConfiguration configuration =
                WeirConfiguration.load(Optional.of(file), List.of(), Map.of());

        List<Integer> forwarded =
                read("service.yaml").at("/spec/ports").findValues("targetPort").stream()
                        .map(JsonNode::asInt)
                        .toList();
        assertThat(configuration.listen().udp()).extracting(Listener::port).isEqualTo(forwarded);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "ALL_IN_ONE")
    void partsAroundKafkaAreAccepted(Role role) throws IOException {
        String part = role.name().toLowerCase(Locale.ROOT);
        String yaml =
                read("with-kafka/" + part + "-configmap.yaml").at("/data/weir.yaml").textValue();
        Path file = Files.writeString(directory.resolve("weir.yaml"), yaml);

        assertThat(WeirConfiguration.load(Optional.of(file), List.of(), Map.of()).pipeline().role())
                .isEqualTo(role);
    }

    @Test
    void setsOnlyVariablesThatAreKeys() throws IOException {
        List<String> variables =
                read("flink-deployment.yaml").findValues("env").stream()
                        .flatMap(env -> env.findValuesAsText("name").stream())
                        .filter(name -> name.startsWith(Key.VARIABLE_PREFIX))
                        .toList();

        assertThat(variables).isNotEmpty();
        assertThat(WeirConfiguration.KEYS).extracting(Key::variable).containsAll(variables);
    }

    private static JsonNode read(String resource) throws IOException {
        return new YAMLMapper().readTree(RESOURCES.resolve(resource).toFile());
    }
}
