/**
 * Captures of flow exports: reading pcap, pcapng and bare datagrams, writing pcap, and a bounded
 * Flink source over capture files.
 */
package io.weir.job.capture;
