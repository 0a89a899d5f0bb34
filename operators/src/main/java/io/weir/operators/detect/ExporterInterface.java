package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.prefix.AddressRange;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * An interface of an exporter.
 *
 * @param exporter its address, as text
 * @param index the SNMP index (ifIndex), 1 to 4294967295
 */
public record ExporterInterface(String exporter, long index) implements Serializable {

    private static final long MAX_INDEX = 0xffff_ffffL;
    private static final Pattern INDEX = Pattern.compile("[1-9]\\d{0,9}");

    /**
     * Reads {@code EXPORTER/INDEX}.
     *
     * @throws IllegalArgumentException if it is not that
     */
    public static ExporterInterface parse(String text) {
        int slash = text.lastIndexOf('/');
        String index = text.substring(slash + 1);
        if (slash < 0 || !INDEX.matcher(index).matches() || Long.parseLong(index) > MAX_INDEX) {
            throw new IllegalArgumentException("'" + text + "' is not EXPORTER/INDEX");
        }
        ExporterInterface parsed =
                new ExporterInterface(text.substring(0, slash), Long.parseLong(index));
        parsed.address();
        return parsed;
    }

    IpAddress address() {
        AddressRange range = AddressRange.parse(exporter);
        if (!range.first().equals(range.last())) {
            throw new IllegalArgumentException("'" + exporter + "' is not one address");
        }
        return range.first();
    }
}
