package io.weir.job.generate;

import io.weir.codec.flow.ExportProtocol;
import java.util.List;

/**
 * The simulated network: one site per exporter.
 *
 * @param exporters the protocol of each site's exporter, not empty
 */
record Network(List<ExportProtocol> exporters) {

    Network {
        exporters = List.copyOf(exporters);
    }

    int siteCount() {
        return exporters.size();
    }

    /** Whether the exporter of the site can tell of IPv6: NetFlow v5 cannot. */
    boolean carriesIpv6(int site) {
        return exporters.get(site) != ExportProtocol.NETFLOW_V5;
    }

    /** One of the sites, for whatever has this number: things are spread over the sites. */
    int siteOf(int number) {
        return number % siteCount();
    }
}
