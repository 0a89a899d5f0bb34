package io.weir.operators.traffic;

import io.weir.operators.enrich.networks.Locality;
import io.weir.operators.enrich.networks.TrafficDirection;
import javax.annotation.Nullable;

/**
 * Direction relative to the operator's networks, locality, and country of the remote end in one
 * number: 8 bits of the direction, 8 that say whether an end is public, then 16 of the country's
 * letters, 0 for not known.
 *
 * @param direction null if it is not known
 * @param isPublic whether an end is on the public Internet
 * @param country two letters; null if it is not known
 */
public record WayKey(
        @Nullable TrafficDirection direction, boolean isPublic, @Nullable String country) {

    private static final int COUNTRY_BITS = 16;
    private static final int LOCALITY_BITS = 8;

    static long of(@Nullable TrafficDirection direction, boolean isPublic, long country) {
        return ((long) code(direction) << LOCALITY_BITS | (isPublic ? 1 : 0)) << COUNTRY_BITS
                | country;
    }

    /** Takes a key apart. */
    public static WayKey of(long key) {
        int way = (int) (key >>> (COUNTRY_BITS + LOCALITY_BITS));
        return new WayKey(
                direction(way), (key >>> COUNTRY_BITS & 1) != 0, countryOf(countryKey(key)));
    }

    /** The number of the country that a key has; 0 for not known. */
    static long countryKey(long key) {
        return key & (1 << COUNTRY_BITS) - 1;
    }

    private static int code(@Nullable TrafficDirection direction) {
        if (direction == null) {
            return 0;
        }
        return switch (direction) {
            case INBOUND -> 1;
            case OUTBOUND -> 2;
            case INTERNAL -> 3;
            case EXTERNAL -> 4;
            case TRANSIT -> 5;
        };
    }

    @Nullable
    private static TrafficDirection direction(int code) {
        return switch (code) {
            case 1 -> TrafficDirection.INBOUND;
            case 2 -> TrafficDirection.OUTBOUND;
            case 3 -> TrafficDirection.INTERNAL;
            case 4 -> TrafficDirection.EXTERNAL;
            case 5 -> TrafficDirection.TRANSIT;
            default -> null;
        };
    }

    /** Whether an end is on the public Internet. */
    static boolean isPublic(@Nullable Locality one, @Nullable Locality other) {
        return one == Locality.PUBLIC || other == Locality.PUBLIC;
    }

    /** Two letters as a number; 0 for null and what has not two letters of ASCII. */
    static long ofCountry(@Nullable String code) {
        if (code == null || code.length() != 2 || code.charAt(0) > 0x7f || code.charAt(1) > 0x7f) {
            return 0;
        }
        return (long) code.charAt(0) << 8 | code.charAt(1);
    }

    /** The letters of a number; null for 0. */
    @Nullable
    public static String countryOf(long key) {
        return key == 0 ? null : "" + (char) (key >>> 8 & 0x7f) + (char) (key & 0x7f);
    }
}
