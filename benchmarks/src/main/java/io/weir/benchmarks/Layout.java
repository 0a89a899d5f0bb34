package io.weir.benchmarks;

import static io.weir.benchmarks.ElementKind.ANY;
import static io.weir.benchmarks.ElementKind.COUNTER;
import static io.weir.benchmarks.ElementKind.IDENTIFIER;
import static io.weir.benchmarks.ElementKind.PROTOCOL;
import static io.weir.benchmarks.ElementKind.TEXT;
import static io.weir.benchmarks.ElementKind.UNIX_END;
import static io.weir.benchmarks.ElementKind.UNIX_START;
import static io.weir.benchmarks.ElementKind.UNUSED;
import static io.weir.benchmarks.ElementKind.UPTIME_END;
import static io.weir.benchmarks.ElementKind.UPTIME_START;
import static io.weir.codec.encode.TemplateField.VARIABLE_LENGTH;

import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The elements of a template, in order; the numbers are those of IANA's registry. */
record Layout(List<Element> elements) {

    private static final List<Element> IPV4 =
            List.of(
                    Element.of(ANY, 8, 4), // source address
                    Element.of(ANY, 12, 4), // destination address
                    Element.of(ANY, 15, 4), // next hop
                    Element.of(ANY, 9, 1), // source prefix length
                    Element.of(ANY, 13, 1)); // destination prefix length
    private static final List<Element> IPV6 =
            List.of(
                    Element.of(ANY, 27, 16),
                    Element.of(ANY, 28, 16),
                    Element.of(ANY, 62, 16),
                    Element.of(ANY, 29, 1),
                    Element.of(ANY, 30, 1));
    private static final List<Element> UNUSED_IPV6 =
            List.of(
                    Element.of(UNUSED, 27, 16),
                    Element.of(UNUSED, 28, 16),
                    Element.of(UNUSED, 62, 16),
                    Element.of(UNUSED, 29, 1),
                    Element.of(UNUSED, 30, 1));
    private static final List<Element> BOTH =
            List.of(
                    Element.of(ANY, 7, 2), // source port
                    Element.of(ANY, 11, 2), // destination port
                    Element.of(PROTOCOL, 4, 1),
                    Element.of(ANY, 5, 1), // type of service
                    Element.of(ANY, 6, 1, 2), // TCP flags
                    Element.of(ANY, 10, 4, 2), // input interface
                    Element.of(ANY, 14, 4, 2), // output interface
                    Element.of(ANY, 16, 4, 2), // source AS
                    Element.of(ANY, 17, 4, 2), // destination AS
                    Element.of(ANY, 61, 1)); // direction
    private static final List<Element> NETFLOW_V9_COUNTERS =
            List.of(
                    Element.of(COUNTER, 1, 4, 8),
                    Element.of(COUNTER, 2, 4, 8),
                    Element.of(UPTIME_START, 22, 4),
                    Element.of(UPTIME_END, 21, 4));
    private static final List<Element> IPFIX_COUNTERS =
            List.of(
                    Element.of(COUNTER, 1, 8, 4),
                    Element.of(COUNTER, 2, 8, 4),
                    Element.of(UNIX_START, 152, 8),
                    Element.of(UNIX_END, 153, 8));

    /** What options records explain. */
    private static final List<Element> IDENTIFIED =
            List.of(
                    Element.of(IDENTIFIER, 10, 4),
                    Element.of(IDENTIFIER, 14, 4),
                    Element.of(IDENTIFIER, 48, 1),
                    Element.of(IDENTIFIER, 95, 4),
                    Element.of(ANY, 7, 2),
                    Element.of(ANY, 11, 2),
                    Element.of(PROTOCOL, 4, 1),
                    Element.of(ANY, 6, 1));

    private static final List<Element> VLAN = List.of(Element.of(ANY, 58, 2));
    private static final List<Element> NAMES =
            List.of(
                    Element.of(TEXT, 96, VARIABLE_LENGTH), // application name
                    Element.of(TEXT, 371, VARIABLE_LENGTH)); // user name

    /** What some exporters send besides, some of it known to no collector. */
    private static final List<Element> EXTRAS =
            List.of(
                    Element.of(ANY, 56, 6), // source MAC
                    Element.of(ANY, 80, 6), // destination MAC
                    Element.of(ANY, 59, 2), // VLAN after the observation point
                    Element.of(ANY, 136, 1), // end reason
                    Element.of(ANY, 34, 4), // sampling interval
                    Element.of(ANY, 48, 1, 2), // sampler
                    Element.of(ANY, 60, 1), // IP version
                    Element.of(COUNTER, 23, 4, 8), // octets after the observation point
                    Element.of(COUNTER, 24, 4, 8), // packets after the observation point
                    Element.of(ANY, 18, 4), // BGP next hop
                    Element.of(ANY, 32_000, 3));

    static final Layout NETFLOW_V9 = of(IPV4, BOTH, NETFLOW_V9_COUNTERS, VLAN);
    static final Layout NETFLOW_V9_IDENTIFIED = of(IPV4, IDENTIFIED, NETFLOW_V9_COUNTERS, VLAN);
    static final Layout IPFIX = of(IPV4, BOTH, IPFIX_COUNTERS, VLAN);
    static final Layout IPFIX_OF_IPV6 = of(IPV6, BOTH, IPFIX_COUNTERS, VLAN);
    static final Layout IPFIX_OF_BOTH_FAMILIES = of(IPV4, UNUSED_IPV6, BOTH, IPFIX_COUNTERS);
    static final Layout IPFIX_WITH_NAMES = of(IPV4, NAMES, BOTH, IPFIX_COUNTERS);

    private static final int MOST_CHANGES = 6;

    @SafeVarargs
    private static Layout of(List<Element>... parts) {
        List<Element> elements = new ArrayList<>();
        for (List<Element> part : parts) {
            elements.addAll(part);
        }
        return new Layout(List.copyOf(elements));
    }

    /**
     * A layout like this one that another vendor might have chosen: some elements left out, some
     * others there, some in another length, all in another order.
     */
    Layout varied(Random random) {
        List<Element> varied = new ArrayList<>(elements);
        varied.removeAll(anySome(elements, random));
        varied.addAll(anySome(EXTRAS, random));
        varied.replaceAll(element -> random.nextBoolean() ? element.inOtherLength() : element);
        Collections.shuffle(varied, random);
        return new Layout(List.copyOf(varied));
    }

    /**
     * Fewer than {@link #MOST_CHANGES}; no texts, or the layout would become one of fixed length.
     */
    private static List<Element> anySome(List<Element> elements, Random random) {
        List<Element> shuffled = new ArrayList<>(elements);
        shuffled.removeIf(element -> element.kind() == TEXT);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, random.nextInt(MOST_CHANGES));
    }

    TemplateDefinition template(int id) {
        return TemplateDefinition.of(
                id, elements.stream().map(Element::field).toArray(TemplateField[]::new));
    }

    /** The most bytes of texts in a record, without their lengths. */
    int longestTexts() {
        int texts = (int) elements.stream().filter(element -> element.kind() == TEXT).count();
        return texts * ElementKind.LONGEST_TEXT;
    }

    /** Writes a record of random values. */
    RecordWriter record(Random random) {
        return to -> elements.forEach(element -> element.write(random, to));
    }
}
