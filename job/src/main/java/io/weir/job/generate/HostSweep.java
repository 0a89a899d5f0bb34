package io.weir.job.generate;

/** Goes through all addresses of all sites, again and again, the sites in turn. */
final class HostSweep {

    private final int sites;
    private int position = -1;

    HostSweep(Network network) {
        sites = network.siteCount();
    }

    void next() {
        position = (position + 1) % (sites * AddressPlan.HOSTS_PER_SITE);
    }

    int site() {
        return position % sites;
    }

    Host host() {
        return AddressPlan.address(site(), number());
    }

    /** The number of the host within its site, from 1. */
    int number() {
        return 1 + position / sites;
    }
}
