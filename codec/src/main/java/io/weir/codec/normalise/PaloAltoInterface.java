package io.weir.codec.normalise;

/**
 * The interface that an interface index of a Palo Alto Networks firewall stands for. Indices of
 * nine digits tell it by their decimal digits:
 *
 * <pre>
 * | type (1) | slot (2) | port (2) | subinterface (4) |
 * </pre>
 */
public final class PaloAltoInterface {

    private static final long SMALLEST = 100_000_001;
    private static final long LARGEST = 599_999_999;

    private PaloAltoInterface() {}

    /**
     * The name of the interface, as in {@code Eth1/5.100}; null if the index is not one of nine
     * digits with a known type, but a number that the firewall gave out.
     */
    public static String name(long index) {
        if (index < SMALLEST || index > LARGEST) {
            return null;
        }
        int type = (int) (index / 100_000_000);
        int slot = (int) (index / 1_000_000 % 100);
        int port = (int) (index / 10_000 % 100);
        int subinterface = (int) (index % 10_000);
        return switch (type) {
            case 1 -> "Eth" + slot + "/" + port + "." + subinterface;
            case 2 -> "VLAN." + subinterface;
            case 3 -> "Loopback." + subinterface;
            case 4 -> "Tunnel." + subinterface;
            default -> "AE" + port + "." + subinterface;
        };
    }
}
