package io.weir.operators.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.conversations.ConversationSerializers;
import io.weir.operators.detect.DetectSerializers;
import io.weir.operators.traffic.TrafficSerializers;
import java.util.stream.Stream;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueTypeTest {

    private static final SerializerConfig NO_GENERIC_TYPES =
            new ExecutionConfig(new Configuration().set(PipelineOptions.GENERIC_TYPES, false))
                    .getSerializerConfig();

    static Stream<TypeInformation<?>> types() {
        return Stream.of(
                IpAddressSerializer.TYPE,
                FlowBatchSerializer.TYPE,
                TrafficSerializers.TRAFFIC_PARTS,
                TrafficSerializers.SERIES_KEY,
                TrafficSerializers.TOP_WINDOW,
                TrafficSerializers.BUCKET_TOP,
                TrafficSerializers.TOP_N,
                TrafficSerializers.ROLLUP,
                ConversationSerializers.RECORDS,
                ConversationSerializers.CONVERSATION,
                DetectSerializers.EVIDENCE,
                DetectSerializers.FINDING,
                DetectSerializers.ALERT);
    }

    @ParameterizedTest
    @MethodSource("types")
    void needsNoGenericTypes(TypeInformation<?> type) {
        TypeSerializer<?> serializer = type.createSerializer(NO_GENERIC_TYPES);

        assertThat(serializer.getClass().getName()).startsWith("io.weir.");
    }

    @ParameterizedTest
    @MethodSource("types")
    void isTheSameOnTheOtherSideOfTheNetwork(TypeInformation<?> type) throws Exception {
        assertThat(InstantiationUtil.clone(type)).isEqualTo(type).hasSameHashCodeAs(type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void equalsNoOtherType(TypeInformation<?> type) {
        assertThat(types().filter(type::equals)).hasSize(1);
    }
}
