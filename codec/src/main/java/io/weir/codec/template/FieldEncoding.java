package io.weir.codec.template;

import io.weir.codec.element.ElementType;
import io.weir.codec.flow.FlowField;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the bytes of one element, or of two, become the value of a field: as its type says (RFC 7011
 * §6.1), or in a way that {@code flow-fields.txt} names.
 */
enum FieldEncoding {
    /** A number of any length. */
    UNSIGNED("unsigned") {
        @Override
        ColumnReader reader(Operands operands) {
            return unsigned(operands);
        }
    },
    IPV4("ipv4") {
        @Override
        ColumnReader reader(Operands operands) {
            return operands.length() == 4
                    ? new ColumnReader.Ipv4(operands.field(), operands.target())
                    : null;
        }
    },
    IPV6("ipv6") {
        @Override
        ColumnReader reader(Operands operands) {
            return operands.length() == 16
                    ? new ColumnReader.Ipv6(operands.field(), operands.target())
                    : null;
        }
    },
    TEXT("text") {
        @Override
        ColumnReader reader(Operands operands) {
            return new TextSlice(operands.field(), operands.target());
        }
    },
    SECONDS("seconds") {
        @Override
        ColumnReader reader(Operands operands) {
            return operands.length() == 4
                    ? new ColumnReader.Seconds(operands.field(), operands.target())
                    : null;
        }
    },
    MILLISECONDS("milliseconds") {
        @Override
        ColumnReader reader(Operands operands) {
            return unsigned(operands);
        }
    },
    MICROSECONDS("microseconds") {
        @Override
        ColumnReader reader(Operands operands) {
            return operands.length() == 8
                    ? NtpTimestamp.micros(operands.field(), operands.target())
                    : null;
        }
    },
    NANOSECONDS("nanoseconds") {
        @Override
        ColumnReader reader(Operands operands) {
            return operands.length() == 8
                    ? NtpTimestamp.nanos(operands.field(), operands.target())
                    : null;
        }
    },

    /** Milliseconds of uptime, counted from the uptime in the header, which IPFIX has not. */
    UPTIME("uptime") {
        @Override
        ColumnReader reader(Operands operands) {
            return operands.format() == TemplateFormat.NETFLOW_V9 && operands.length() == 4
                    ? new ColumnReader.UptimeMillis(operands.field(), operands.target())
                    : null;
        }
    },
    /** Milliseconds of uptime, and the time when it was zero. */
    UPTIME_SINCE("uptime-since", 2) {
        @Override
        ColumnReader reader(Operands operands) {
            return operands.length() == 4 && operands.length(1) == 8
                    ? new UptimeSince(operands.field(), operands.field(1), operands.target())
                    : null;
        }
    },
    /** Milliseconds of uptime, where the header has none but an options record may tell it. */
    UPTIME_BY_OPTIONS("uptime-by-options") {
        @Override
        ColumnReader reader(Operands operands) {
            return operands.format() == TemplateFormat.IPFIX && operands.length() == 4
                    ? new UptimeByOptions(operands.field(), operands.target())
                    : null;
        }
    },
    /** Microseconds before the export time of the message. */
    BEFORE_EXPORT("before-export") {
        @Override
        ColumnReader reader(Operands operands) {
            return operands.length() == 4
                    ? new BeforeExport(operands.field(), operands.target())
                    : null;
        }
    },
    /** The end less a duration in milliseconds. */
    BEFORE_END("before-end", FlowField.END_MILLIS) {
        @Override
        ColumnReader reader(Operands operands) {
            return operands.areNumbers() ? FlowDuration.beforeEnd(operands.field(), 1) : null;
        }
    },
    /** The end less a duration in microseconds. */
    MICROS_BEFORE_END("micros-before-end", FlowField.END_MILLIS) {
        @Override
        ColumnReader reader(Operands operands) {
            return operands.areNumbers() ? FlowDuration.beforeEnd(operands.field(), 1_000) : null;
        }
    },
    /** The start and a duration in milliseconds. */
    AFTER_START("after-start", FlowField.START_MILLIS) {
        @Override
        ColumnReader reader(Operands operands) {
            return operands.areNumbers() ? FlowDuration.afterStart(operands.field(), 1) : null;
        }
    },
    /** The start and a duration in microseconds. */
    MICROS_AFTER_START("micros-after-start", FlowField.START_MILLIS) {
        @Override
        ColumnReader reader(Operands operands) {
            return operands.areNumbers() ? FlowDuration.afterStart(operands.field(), 1_000) : null;
        }
    },

    /** The first of two octets, ICMP type and code. */
    ICMP_TYPE("icmp-type") {
        @Override
        ColumnReader reader(Operands operands) {
            return octet(operands, 2, 0, 0);
        }
    },
    /** The second of two octets, ICMP type and code. */
    ICMP_CODE("icmp-code") {
        @Override
        ColumnReader reader(Operands operands) {
            return octet(operands, 2, 1, 0);
        }
    },
    /** A DSCP, to stand where the ToS octet has it. */
    DSCP("dscp") {
        @Override
        ColumnReader reader(Operands operands) {
            return octet(operands, 1, 0, 2);
        }
    },
    /** An IP precedence, to stand where the ToS octet has it. */
    PRECEDENCE("precedence") {
        @Override
        ColumnReader reader(Operands operands) {
            return octet(operands, 1, 0, 5);
        }
    },
    TCP_FLAGS("tcp-flags") {
        @Override
        ColumnReader reader(Operands operands) {
            return operands.length() == 2
                    ? new TcpFlags(operands.field(), operands.target())
                    : unsigned(operands);
        }
    },
    /** The flags of the first packet and of the others. */
    UNION("union", 2) {
        @Override
        ColumnReader reader(Operands operands) {
            return operands.areNumbers()
                    ? new UnionOfFlags(operands.field(), operands.field(1), operands.target())
                    : null;
        }
    },
    /** So many packets taken, so many left out. */
    INTERVAL_AND_SPACE("interval-and-space", 2) {
        @Override
        ColumnReader reader(Operands operands) {
            return operands.areNumbers()
                    ? new IntervalAndSpace(operands.field(), operands.field(1), operands.target())
                    : null;
        }
    },
    /** An application id of RFC 6759. */
    APPLICATION("application") {
        @Override
        ColumnReader reader(Operands operands) {
            return new ApplicationIds(operands.field(), operands.target());
        }
    },
    /** An application by the number of the enterprise whose element it is. */
    ENTERPRISE_APPLICATION("enterprise-application") {
        @Override
        ColumnReader reader(Operands operands) {
            return operands.areNumbers()
                    ? NumberedApplication.ofEnterprise(
                            operands.field(), operands.target(), operands.enterprise())
                    : null;
        }
    },
    /** An application by the well-known port of its protocol. */
    PORT_APPLICATION("port-application") {
        @Override
        ColumnReader reader(Operands operands) {
            return operands.areNumbers()
                    ? NumberedApplication.ofPort(operands.field(), operands.target())
                    : null;
        }
    },
    SEGMENT_ID("segment-id") {
        @Override
        ColumnReader reader(Operands operands) {
            return operands.length() == 8 ? new Segment.Identifier(operands.field()) : null;
        }
    },
    SEGMENT_PROTOCOL("segment-protocol") {
        @Override
        ColumnReader reader(Operands operands) {
            return operands.length() == 8 ? new Segment.Encapsulation(operands.field()) : null;
        }
    };

    private static final Map<String, FieldEncoding> BY_LABEL =
            Stream.of(values())
                    .collect(Collectors.toMap(encoding -> encoding.label, Function.identity()));

    private final String label;
    private final int operands;
    private final FlowField derivedFrom;

    FieldEncoding(String label) {
        this(label, 1, null);
    }

    FieldEncoding(String label, int operands) {
        this(label, operands, null);
    }

    FieldEncoding(String label, FlowField derivedFrom) {
        this(label, 1, derivedFrom);
    }

    FieldEncoding(String label, int operands, FlowField derivedFrom) {
        this.label = label;
        this.operands = operands;
        this.derivedFrom = derivedFrom;
    }

    /** The encoding that {@code flow-fields.txt} calls so, or null if there is none. */
    static FieldEncoding ofLabel(String label) {
        return BY_LABEL.get(label);
    }

    /** How an element of this type fills a field of this shape; null if it cannot. */
    static FieldEncoding of(ElementType type, FlowField.Shape shape) {
        return switch (shape) {
            case ADDRESS ->
                    switch (type) {
                        case IPV4_ADDRESS -> IPV4;
                        case IPV6_ADDRESS -> IPV6;
                        default -> null;
                    };
            case BYTES ->
                    type == ElementType.STRING || type == ElementType.OCTET_ARRAY ? TEXT : null;
            case NUMBER -> ofNumber(type);
        };
    }

    private static FieldEncoding ofNumber(ElementType type) {
        return switch (type) {
            case DATE_TIME_SECONDS -> SECONDS;
            case DATE_TIME_MILLISECONDS -> MILLISECONDS;
            case DATE_TIME_MICROSECONDS -> MICROSECONDS;
            case DATE_TIME_NANOSECONDS -> NANOSECONDS;
            case UNSIGNED_8, UNSIGNED_16, UNSIGNED_32, UNSIGNED_64, MAC_ADDRESS, OCTET_ARRAY ->
                    UNSIGNED;
            default -> null;
        };
    }

    /** How many elements it reads. */
    int operands() {
        return operands;
    }

    /** The field that must have been read before; null if none. */
    FlowField derivedFrom() {
        return derivedFrom;
    }

    /** Null if the elements have a length in the template with which they cannot be read. */
    abstract ColumnReader reader(Operands operands);

    private static ColumnReader unsigned(Operands operands) {
        int field = operands.field();
        FlowField target = operands.target();
        return switch (operands.length()) {
            case 1 -> new ColumnReader.Unsigned8(field, target);
            case 2 -> new ColumnReader.Unsigned16(field, target);
            case 4 -> new ColumnReader.Unsigned32(field, target);
            case 8 -> new ColumnReader.Bits64(field, target);
            case 3, 5, 6, 7 ->
                    new ColumnReader.UnsignedOfAnyLength(field, operands.length(), target);
            case TemplateField.VARIABLE_LENGTH ->
                    new ColumnReader.UnsignedOfVariableLength(field, target);
            default -> null;
        };
    }

    private static ColumnReader octet(Operands operands, int length, int index, int shift) {
        return operands.length() == length
                ? new Octet(operands.field(), index, shift, operands.target())
                : null;
    }
}
