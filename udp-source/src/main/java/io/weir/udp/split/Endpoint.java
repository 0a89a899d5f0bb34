package io.weir.udp.split;

import java.io.Serializable;
import java.net.InetSocketAddress;
import org.apache.flink.annotation.Internal;

/**
 * A listener on a local address.
 *
 * @param listener its name
 * @param address where to bind
 */
@Internal
public record Endpoint(String listener, InetSocketAddress address) implements Serializable {

    @Override
    public String toString() {
        return listener + " (" + address + ")";
    }
}
