package io.weir.operators.enrich.names;

import java.util.regex.Pattern;

/**
 * A line of a file of MAC vendors.
 *
 * @param prefix the first bits of the address, right-aligned
 * @param bits how many: 24, 28 or 36
 * @param name the vendor
 */
record MacVendorLine(long prefix, int bits, String name) {

    private static final int MAC_BITS = 48;
    private static final int BITS_PER_DIGIT = 4;

    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{6,12}");
    private static final Pattern BITS = Pattern.compile("\\d{1,2}");
    private static final Pattern IEEE_CSV = Pattern.compile("(MA-[LMS]|CID|IAB),.*");
    private static final String IEEE_HEADER = "Registry,";

    /** Whether the line is no vendor's: blank, a comment, or the head of a CSV file. */
    static boolean isNone(String line) {
        return line.isEmpty() || line.charAt(0) == '#' || line.startsWith(IEEE_HEADER);
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is wrong; the message says how
     */
    static MacVendorLine parse(String line) {
        return IEEE_CSV.matcher(line).matches() ? ofIeee(line) : ofManuf(line);
    }

    /** {@code MA-L,00000C,"Cisco Systems, Inc","170 West …"}. */
    private static MacVendorLine ofIeee(String line) {
        int first = line.indexOf(',') + 1;
        int second = line.indexOf(',', first);
        if (second < 0) {
            throw new IllegalArgumentException("it has no name");
        }
        String digits = line.substring(first, second).strip();
        return of(digits, digits.length() * BITS_PER_DIGIT, csvField(line, second + 1));
    }

    /** {@code 00:00:0C}, tab, short name, tab, name; or a whole address with its {@code /28}. */
    private static MacVendorLine ofManuf(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length < 2) {
            throw new IllegalArgumentException(
                    "it is a line neither of IEEE's CSV files nor of Wireshark's manuf");
        }
        String key = columns[0].strip();
        int slash = key.indexOf('/');
        String digits = (slash < 0 ? key : key.substring(0, slash)).replaceAll("[:.-]", "");
        String bits = slash < 0 ? "" : key.substring(slash + 1);
        if (slash >= 0 && !BITS.matcher(bits).matches()) {
            throw new IllegalArgumentException("'" + bits + "' is no number of bits");
        }
        String longName = columns.length > 2 ? columns[2].strip() : "";
        return of(
                digits,
                slash < 0 ? digits.length() * BITS_PER_DIGIT : Integer.parseInt(bits),
                longName.isEmpty() ? columns[1].strip() : longName);
    }

    private static MacVendorLine of(String digits, int bits, String name) {
        if (!HEX.matcher(digits).matches()) {
            throw new IllegalArgumentException("'" + digits + "' is no start of a MAC address");
        }
        if (bits != 24 && bits != 28 && bits != 36) {
            throw new IllegalArgumentException("a prefix has 24, 28 or 36 bits, not " + bits);
        }
        if (digits.length() * BITS_PER_DIGIT < bits) {
            throw new IllegalArgumentException("'" + digits + "' has fewer than " + bits + " bits");
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("it has no name");
        }
        long address = Long.parseLong(digits, 16) << (MAC_BITS - digits.length() * BITS_PER_DIGIT);
        return new MacVendorLine(address >>> (MAC_BITS - bits), bits, name);
    }

    /** A field of a CSV line (RFC 4180 §2), in quotes that are doubled inside or not. */
    private static String csvField(String line, int start) {
        if (start >= line.length() || line.charAt(start) != '"') {
            int comma = line.indexOf(',', start);
            return line.substring(start, comma < 0 ? line.length() : comma).strip();
        }
        StringBuilder field = new StringBuilder();
        for (int i = start + 1; i < line.length(); i++) {
            if (line.charAt(i) != '"') {
                field.append(line.charAt(i));
            } else if (i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else {
                break;
            }
        }
        return field.toString().strip();
    }
}
