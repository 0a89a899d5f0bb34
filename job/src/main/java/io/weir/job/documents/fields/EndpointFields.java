package io.weir.job.documents.fields;

/** One end of the flow: {@code source.*}, {@code destination.*}, and the same by role. */
public final class EndpointFields {

    public static final EndpointFields SOURCE =
            new EndpointFields("source", "the source", "The end that sent, as the record says.");
    public static final EndpointFields DESTINATION =
            new EndpointFields(
                    "destination", "the destination", "The end that was sent to, likewise.");
    public static final EndpointFields CLIENT =
            new EndpointFields(
                    "client",
                    "the client",
                    "Source or destination again: the end that asks, see `weir.client.*`.");
    public static final EndpointFields SERVER =
            new EndpointFields("server", "the server", "The other end: the one that is asked.");

    private final Family family;

    public final Field ip;
    public final Field domain;
    public final Field port;
    public final Field mac;
    public final Field natIp;
    public final Field natPort;
    public final Field asNumber;
    public final Field organization;
    public final Field city;
    public final Field region;
    public final Field regionCode;
    public final Field country;
    public final Field countryCode;
    public final Field continent;
    public final Field location;
    public final Field bytes;
    public final Field packets;

    private EndpointFields(String end, String who, String about) {
        family = new Family(Character.toUpperCase(end.charAt(0)) + end.substring(1), about);
        ip = family.address(end + ".ip", "elements 8, 12, 27, 28", "The address of " + who + ".");
        domain = keyword(end + ".domain", "reverse DNS", "The name of %s, else its address.", who);
        port = number(end + ".port", "elements 7, 11", "The port of %s.", who);
        mac = keyword(end + ".mac", "elements 56, 80", "The MAC address on the side of %s.", who);
        natIp =
                family.address(
                        end + ".nat.ip",
                        "elements 225, 226, 281, 282",
                        "The address of " + who + " after translation.");
        natPort =
                number(
                        end + ".nat.port",
                        "elements 227, 228",
                        "The port of %s after translation.",
                        who);
        asNumber =
                keyword(
                        end + ".as.number",
                        "elements 16, 17, geoip.asn",
                        "The number of the autonomous system of %s.",
                        who);
        organization =
                keyword(
                        end + ".as.organization.name",
                        "geoip.asn",
                        "Whose autonomous system %s is in; else its number, else `public` or"
                                + " `private`.",
                        who);
        city = place(end + ".geo.city_name", "The city of %s.", who);
        region = place(end + ".geo.region_name", "The region of %s.", who);
        regionCode = place(end + ".geo.region_iso_code", "That region by ISO 3166-2.", who);
        country = place(end + ".geo.country_name", "The country of %s.", who);
        countryCode = place(end + ".geo.country_iso_code", "That country by ISO 3166-1.", who);
        continent = place(end + ".geo.continent_name", "The continent of %s.", who);
        location =
                family.add(
                        end + ".geo.location",
                        FieldType.GEO_POINT,
                        "geoip.city",
                        "About where " + who + " is, to four decimals of a degree.");
        bytes =
                number(
                        end + ".bytes",
                        "elements 1, 231, 232…",
                        "Octets that %s sent, corrected for sampling.",
                        who);
        packets =
                number(
                        end + ".packets",
                        "elements 2, 298, 299…",
                        "Packets that %s sent, corrected for sampling.",
                        who);
    }

    private Field keyword(String name, String origin, String meaning, String who) {
        return family.keyword(name, origin, meaning.replace("%s", who));
    }

    private Field number(String name, String origin, String meaning, String who) {
        return family.number(name, origin, meaning.replace("%s", who));
    }

    private Field place(String name, String meaning, String who) {
        return keyword(name, "geoip.city", meaning, who);
    }

    Family family() {
        return family;
    }

    /** The object that all of them are in. */
    public ObjectPath object() {
        return ip.object();
    }
}
