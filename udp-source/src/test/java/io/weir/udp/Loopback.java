package io.weir.udp;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The loopback addresses, by their bytes: no resolver is asked. */
public final class Loopback {

    public static final InetAddress IPV4 = address(127, 0, 0, 1);

    public static final InetAddress IPV6 = address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    private Loopback() {}

    private static InetAddress address(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
