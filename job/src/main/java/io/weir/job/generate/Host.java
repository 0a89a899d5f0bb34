package io.weir.job.generate;

import io.weir.codec.IpAddress;

/**
 * One end of a simulated flow, as the exporter of the site sees it.
 *
 * @param autonomousSystem AS number, at most 65535 so that NetFlow v5 can carry it
 * @param prefixLength of the route to it
 * @param interfaceIndex SNMP index of the exporter's interface towards it
 * @param vlan 802.1Q id, 0 for none
 */
record Host(
        IpAddress address, int autonomousSystem, int prefixLength, int interfaceIndex, int vlan) {}
