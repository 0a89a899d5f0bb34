package io.weir.codec.sflow;

import io.weir.codec.IpAddress;
import io.weir.codec.MalformedDatagramException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** How a field of a structure is encoded, and what is shown of it. */
enum FieldType {
    UINT32 {
        @Override
        Object read(XdrReader in, int size) throws MalformedDatagramException {
            return in.uint32();
        }
    },
    INT32 {
        @Override
        Object read(XdrReader in, int size) throws MalformedDatagramException {
            return (long) (int) in.uint32();
        }
    },
    UINT64 {
        @Override
        Object read(XdrReader in, int size) throws MalformedDatagramException {
            long bits = in.bits64();
            return bits >= 0 ? (Object) bits : new BigInteger(Long.toUnsignedString(bits));
        }
    },
    FLOAT {
        @Override
        Object read(XdrReader in, int size) throws MalformedDatagramException {
            return Float.intBitsToFloat((int) in.uint32());
        }
    },
    IPV4 {
        @Override
        Object read(XdrReader in, int size) throws MalformedDatagramException {
            return IpAddress.ofIpv4(in.uint32()).toString();
        }
    },
    IPV6 {
        @Override
        Object read(XdrReader in, int size) throws MalformedDatagramException {
            long high = in.bits64();
            return new IpAddress(high, in.bits64()).toString();
        }
    },
    /** With its type before it: 1 IPv4, 2 IPv6; nothing follows any other. */
    ADDRESS {
        @Override
        Object read(XdrReader in, int size) throws MalformedDatagramException {
            long type = in.uint32();
            if (type == 1) {
                return IPV4.read(in, size);
            }
            return type == 2 ? IPV6.read(in, size) : "unknown";
        }
    },
    MAC {
        @Override
        Object read(XdrReader in, int size) throws MalformedDatagramException {
            int at = in.skip(Long.BYTES);
            return HexFormat.ofDelimiter(":").formatHex(in.bytes(), at, at + 6);
        }
    },
    STRING {
        @Override
        Object read(XdrReader in, int size) throws MalformedDatagramException {
            int length = in.length();
            return new String(in.bytes(), in.skip(length), length, StandardCharsets.UTF_8);
        }
    },
    /** With a length before it, or of as many bytes as the structure says. */
    OPAQUE {
        @Override
        Object read(XdrReader in, int size) throws MalformedDatagramException {
            int length = size > 0 ? size : in.length();
            int at = in.skip(length);
            return HexFormat.of().formatHex(in.bytes(), at, at + length);
        }
    },
    UINT32S {
        @Override
        Object read(XdrReader in, int size) throws MalformedDatagramException {
            return uint32s(in);
        }
    },
    AS_PATH {
        @Override
        Object read(XdrReader in, int size) throws MalformedDatagramException {
            int segments = in.count(2 * Integer.BYTES);
            List<Object> path = new ArrayList<>();
            for (int i = 0; i < segments; i++) {
                boolean set = in.uint32() == 1;
                path.add(List.of(new NamedValue(set ? "asSet" : "asSequence", uint32s(in))));
            }
            return path;
        }
    },
    ADAPTERS {
        @Override
        Object read(XdrReader in, int size) throws MalformedDatagramException {
            int adapters = in.count(2 * Integer.BYTES);
            List<Object> all = new ArrayList<>();
            for (int i = 0; i < adapters; i++) {
                long index = in.uint32();
                int addresses = in.count(Long.BYTES);
                List<Object> macs = new ArrayList<>();
                for (int mac = 0; mac < addresses; mac++) {
                    macs.add(MAC.read(in, size));
                }
                all.add(
                        List.of(
                                new NamedValue("ifIndex", index),
                                new NamedValue("macAddress", macs)));
            }
            return all;
        }
    },
    LANES {
        @Override
        Object read(XdrReader in, int size) throws MalformedDatagramException {
            int lanes = in.count(LANE.size() * Integer.BYTES);
            List<Object> all = new ArrayList<>();
            for (int i = 0; i < lanes; i++) {
                List<Object> lane = new ArrayList<>();
                for (String name : LANE) {
                    lane.add(new NamedValue(name, in.uint32()));
                }
                all.add(lane);
            }
            return all;
        }
    };

    /** Of an optical module (sflow.org, "sFlow Optical Interface Structures"). */
    private static final List<String> LANE =
            List.of(
                    "index",
                    "txBiasCurrent",
                    "txPower",
                    "txPowerMin",
                    "txPowerMax",
                    "txWavelength",
                    "rxPower",
                    "rxPowerMin",
                    "rxPowerMax",
                    "rxWavelength");

    /**
     * Reads a value.
     *
     * @param size the number of bytes of an opaque value without a length; 0 of all others
     */
    abstract Object read(XdrReader in, int size) throws MalformedDatagramException;

    /** The type that the file of structures calls so. */
    static FieldType named(String name) {
        return valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    private static List<Object> uint32s(XdrReader in) throws MalformedDatagramException {
        int count = in.count(Integer.BYTES);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(in.uint32());
        }
        return values;
    }
}
