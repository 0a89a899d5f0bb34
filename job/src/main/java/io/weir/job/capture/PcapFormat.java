package io.weir.job.capture;

/** The numbers of the classic pcap format (draft-ietf-opsawg-pcap) and its link types. */
final class PcapFormat {

    static final int MAGIC_MICROS = 0xa1b2c3d4;
    static final int MAGIC_NANOS = 0xa1b23c4d;
    static final int FILE_HEADER = 24;
    static final int RECORD_HEADER = 16;

    /** The most bytes of one packet: libpcap's own limit. */
    static final int MAX_PACKET_BYTES = 256 * 1024;

    static final int LINKTYPE_NULL = 0;
    static final int LINKTYPE_ETHERNET = 1;
    static final int LINKTYPE_RAW = 101;
    static final int LINKTYPE_LOOP = 108;
    static final int LINKTYPE_LINUX_SLL = 113;
    static final int LINKTYPE_IPV4 = 228;
    static final int LINKTYPE_IPV6 = 229;
    static final int LINKTYPE_LINUX_SLL2 = 276;

    /** DLT_RAW of OpenBSD and of the others; some programs write it in place of LINKTYPE_RAW. */
    static final int DLT_RAW = 12;

    static final int DLT_RAW_OPENBSD = 14;

    private PcapFormat() {}
}
