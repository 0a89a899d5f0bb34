package io.weir.job.documents.fields;

/** {@code weir.source.*} and {@code weir.destination.*}: what the operator says of an end. */
public final class EndFields {

    public static final EndFields SOURCE = new EndFields("source");
    public static final EndFields DESTINATION = new EndFields("destination");

    private final Family family;

    public final Field locality;
    public final Field inside;
    public final Field networkName;
    public final Field site;
    public final Field zone;
    public final Field tenant;
    public final Field role;
    public final Field feeds;
    public final Field score;
    public final Field urls;

    private EndFields(String end) {
        family =
                new Family(
                        "Weir: " + end,
                        "What networks and feeds of the operator say of the " + end + ".");
        String prefix = "weir." + end;
        locality =
                family.keyword(
                        prefix + ".locality",
                        "address, networks",
                        "What kind of address: `public`, `private`, `internal`, `cgnat` or"
                                + " others.");
        inside =
                family.add(
                        prefix + ".inside",
                        FieldType.BOOLEAN,
                        "networks",
                        "Whether it is in the operator's networks.");
        networkName = network(prefix + ".network.name", "What the operator calls its network.");
        site = network(prefix + ".network.site", "Where that network is.");
        zone = network(prefix + ".network.zone", "Its security zone.");
        tenant = network(prefix + ".network.tenant", "Whose it is.");
        role = network(prefix + ".network.role", "What it is for.");
        feeds =
                family.keyword(
                        prefix + ".threat.feeds", "threats.feeds", "The feeds that list it.");
        score = family.number(prefix + ".threat.score", "threats.feeds", "How bad, 0 to 100.");
        urls = family.keyword(prefix + ".threat.urls", "threats.feeds", "Where these come from.");
    }

    private Field network(String name, String meaning) {
        return family.keyword(name, "networks.file", meaning);
    }

    Family family() {
        return family;
    }
}
