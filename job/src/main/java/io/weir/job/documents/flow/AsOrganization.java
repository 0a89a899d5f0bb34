package io.weir.job.documents.flow;

import io.weir.operators.enrich.FlowEnd;
import io.weir.operators.enrich.networks.Locality;
import javax.annotation.Nullable;

/**
 * Whose network an end is in, as ElastiFlow 4 shows it. Remembers the texts of numbers. Not
 * thread-safe.
 */
final class AsOrganization {

    private static final int REMEMBERED = 1 << 12;

    private final long[] numbers = new long[REMEMBERED];
    private final String[] texts = new String[REMEMBERED];

    /**
     * The organization, else the number of its system, else {@code public} or {@code private}.
     *
     * @return null for what is no host's address, such as a group's
     */
    @Nullable
    String of(FlowEnd end, int row) {
        String organization = end.organization(row);
        if (organization != null && !organization.isEmpty()) {
            return organization;
        }
        long number = end.asNumber(row);
        return number != 0 ? numberText(number) : ofLocality(end.locality(row));
    }

    private static String ofLocality(@Nullable Locality locality) {
        if (locality == null) {
            return null;
        }
        return switch (locality) {
            case PUBLIC -> "public";
            case MULTICAST, BROADCAST, UNSPECIFIED -> null;
            default -> "private";
        };
    }

    /** The digits of a number, unsigned and not 0. */
    String numberText(long number) {
        int slot = (int) number & REMEMBERED - 1;
        if (numbers[slot] != number) {
            numbers[slot] = number;
            texts[slot] = Long.toUnsignedString(number);
        }
        return texts[slot];
    }
}
