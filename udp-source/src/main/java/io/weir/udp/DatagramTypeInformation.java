package io.weir.udp;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The Flink type of a {@link Datagram}; its serializer is {@link DatagramSerializer}. */
@PublicEvolving
public final class DatagramTypeInformation extends TypeInformation<Datagram> {

    public static final DatagramTypeInformation INSTANCE = new DatagramTypeInformation();

    private static final long serialVersionUID = 1L;

    private DatagramTypeInformation() {}

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<Datagram> getTypeClass() {
        return Datagram.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<Datagram> createSerializer(SerializerConfig config) {
        return DatagramSerializer.INSTANCE;
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // abstract in Flink 1.20, gone in 2.0
    public TypeSerializer<Datagram> createSerializer(ExecutionConfig config) {
        return DatagramSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "Datagram";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DatagramTypeInformation;
    }

    @Override
    public int hashCode() {
        return DatagramTypeInformation.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof DatagramTypeInformation;
    }

    /** Lets Flink find this type wherever it meets the class {@link Datagram}. */
    public static final class Factory extends TypeInfoFactory<Datagram> {

        @Override
        public TypeInformation<Datagram> createTypeInfo(
                Type type, Map<String, TypeInformation<?>> genericParameters) {
            return INSTANCE;
        }
    }
}
