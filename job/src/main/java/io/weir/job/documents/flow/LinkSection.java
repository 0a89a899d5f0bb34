package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.job.documents.fields.LinkFields;
import javax.annotation.Nullable;

/** Ethernet and wireless. */
final class LinkSection implements Section {

    @Override
    public void write(FlowView flow, FieldJson json) {
        FlowBatch batch = flow.batch();
        int row = flow.row();
        json.put(LinkFields.SOURCE_VENDOR, vendor(flow, FlowField.SOURCE_MAC));
        json.put(LinkFields.DESTINATION_VENDOR, vendor(flow, FlowField.DESTINATION_MAC));
        json.putMac(LinkFields.POST_SOURCE_MAC, flow, FlowField.POST_SOURCE_MAC);
        json.putMac(LinkFields.POST_DESTINATION_MAC, flow, FlowField.POST_DESTINATION_MAC);
        json.put(LinkFields.ETHER_TYPE, flow, FlowField.ETHERTYPE);
        json.put(LinkFields.VLAN_PRIORITY, flow, FlowField.VLAN_PRIORITY);
        json.put(LinkFields.INNER_VLAN_PRIORITY, flow, FlowField.CUSTOMER_VLAN_PRIORITY);
        json.put(LinkFields.POST_INNER_VLAN, flow, FlowField.POST_CUSTOMER_VLAN);
        json.putText(LinkFields.WIFI_SSID, batch.text(FlowField.WLAN_SSID, row));
        json.putMac(LinkFields.WIFI_STATION_MAC, flow, FlowField.WLAN_STATION_MAC);
        json.putAddress(LinkFields.WIFI_STATION_ADDRESS, flow, FlowField.WLAN_STATION_ADDRESS);
        json.putMac(LinkFields.WIFI_ACCESS_POINT_MAC, flow, FlowField.WLAN_ACCESS_POINT_MAC);
    }

    @Nullable
    private static String vendor(FlowView flow, FlowField mac) {
        return flow.has(mac) ? flow.flows().names().macVendor(flow.get(mac)) : null;
    }
}
