package io.weir.job.exporter;

import io.weir.codec.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What softflowd says about one run, read from its debug output.
 *
 * <p>softflowd prints a line per bidirectional flow. It exports one record per direction that has
 * packets, first the one from the left address to the right, so such a line is one or two {@link
 * ReportedFlow}s:
 *
 * <ul>
 *   <li>NetFlow v5: IPv4 only, flows of IPv6 are left out without being counted as failures; ICMP
 *       type and code stand in the destination port.
 *   <li>NetFlow v9 and IPFIX: both families; records of ICMP have no ports but element 32
 *       (icmpTypeCodeIPv4), those of ICMPv6 element 139 (icmpTypeCodeIPv6), with the same value. A
 *       data record of options (sampling, interface name) comes on top.
 * </ul>
 *
 * @param flows the directions this version exports, in the order they were reported
 * @param packets packets of the capture that were processed
 * @param records flow records sent, as softflowd counts them
 * @param datagrams export datagrams sent
 * @param failures export datagrams that could not be sent
 */
public record SoftflowdReport(
        List<ReportedFlow> flows, long packets, long records, long datagrams, long failures) {

    private static final Pattern EXPIRED =
            Pattern.compile(
                    "EXPIRED: seq:\\d+ \\[(\\S+)]:(\\d+) <> \\[(\\S+)]:(\\d+) proto:(\\d+)"
                            + " octets>:(\\d+) packets>:(\\d+) octets<:(\\d+) packets<:(\\d+) .*");
    private static final Pattern PROCESSED = Pattern.compile("Packets processed: (\\d+)");
    private static final Pattern EXPORTED =
            Pattern.compile(
                    "Flows exported: \\d+ \\((\\d+) records\\) in (\\d+) packets"
                            + " \\((\\d+) failures\\)");

    static SoftflowdReport parse(String output, int version) {
        List<ReportedFlow> flows = new ArrayList<>();
        for (Matcher row = EXPIRED.matcher(output); row.find(); ) {
            addDirections(row, version, flows);
        }
        Matcher exported = find(EXPORTED, output);
        return new SoftflowdReport(
                List.copyOf(flows),
                number(find(PROCESSED, output), 1),
                number(exported, 1),
                number(exported, 2),
                number(exported, 3));
    }

    private static void addDirections(Matcher row, int version, List<ReportedFlow> flows) {
        IpAddress left = address(row.group(1));
        IpAddress right = address(row.group(3));
        if (version == 5 && !left.isIpv4()) {
            return;
        }
        int leftPort = (int) number(row, 2);
        int rightPort = (int) number(row, 4);
        int protocol = (int) number(row, 5);
        if (number(row, 7) > 0) {
            flows.add(
                    new ReportedFlow(
                            left,
                            leftPort,
                            right,
                            rightPort,
                            protocol,
                            number(row, 7),
                            number(row, 6)));
        }
        if (number(row, 9) > 0) {
            flows.add(
                    new ReportedFlow(
                            right,
                            rightPort,
                            left,
                            leftPort,
                            protocol,
                            number(row, 9),
                            number(row, 8)));
        }
    }

    private static Matcher find(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException(
                    "softflowd printed nothing like '" + pattern + "':\n" + output);
        }
        return matcher;
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }

    private static IpAddress address(String literal) {
        try {
            return IpAddress.ofBytes(InetAddress.getByName(literal).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("softflowd printed the address " + literal, e);
        }
    }
}
