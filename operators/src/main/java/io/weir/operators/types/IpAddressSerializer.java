package io.weir.operators.types;

import io.weir.codec.IpAddress;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Sixteen bytes in network order, IPv4 in its mapped form. */
public final class IpAddressSerializer extends ValueSerializer<IpAddress> {

    public static final IpAddressSerializer INSTANCE = new IpAddressSerializer();

    /** The type information of addresses. */
    public static final TypeInformation<IpAddress> TYPE = ValueType.of(IpAddress.class, INSTANCE);

    private static final long serialVersionUID = 1L;

    private IpAddressSerializer() {
        super(1);
    }

    @Override
    protected void write(IpAddress address, DataOutputView to) throws IOException {
        to.writeLong(address.high());
        to.writeLong(address.low());
    }

    @Override
    protected IpAddress read(int version, DataInputView from) throws IOException {
        return new IpAddress(from.readLong(), from.readLong());
    }

    @Override
    public TypeSerializerSnapshot<IpAddress> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What savepoints keep of this serializer: its class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<IpAddress> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
