package io.weir.codec.options;

/**
 * What is known of an observation domain, or of all domains of a protocol, by what flows know of
 * it. A record that tells of what another one told before takes its place, even if it says nothing
 * now: so the tables follow from the last version of each record, in their order.
 */
final class ScopeTables {

    /** No intervals, or more than one: nobody can tell which holds. */
    static final long NOT_ONE = 0;

    private static final long NOT_COMPUTED = -1;
    private static final long NONE_SEEN = -2;

    /** Two hours: exporters send options again after half an hour, or less. */
    private static final long GIVEN_UP_AFTER_MILLIS = 2 * 60 * 60_000L;

    private static final long COMPUTE_AGAIN_MILLIS = 60_000;

    private final LongTable<OptionsRecord> samplers = new LongTable<>();
    private final LongTable<OptionsRecord> interfaceSamplers = new LongTable<>();
    private final LongTable<OptionsRecord> templateSamplers = new LongTable<>();
    private final LongTable<OptionsRecord> interfaces = new LongTable<>();
    private final LongTable<OptionsRecord> applications = new LongTable<>();
    private final LongTable<OptionsRecord> vrfs = new LongTable<>();

    /** Samplers of the system or its line cards, which flows do not name; by identity. */
    private final LongTable<OptionsRecord> systemSamplers = new LongTable<>();

    /** Samplers with an id, not bound to an interface or template; by identity. */
    private final LongTable<OptionsRecord> numberedSamplers = new LongTable<>();

    private long systemInterval = NOT_COMPUTED;
    private long numberedInterval = NOT_COMPUTED;
    private long computeAgainMillis;
    private boolean hasSamplers;

    /** The last that said when uptime was 0, or null. */
    private OptionsRecord start;

    /** Takes a record in, or what a record that is in says now. */
    void place(OptionsRecord record) {
        switch (record.kind) {
            case APPLICATION -> applications.put(record.applicationId, record);
            case VRF -> vrfs.put(record.vrfId, record);
            case INTERFACE -> interfaces.put(record.interfaceIndex, record);
            default -> {
                // It names nothing.
            }
        }
        if (record.tellsSampling) {
            placeSampler(record);
        }
        if (record.tellsStart) {
            start = record;
        }
    }

    private void placeSampler(OptionsRecord record) {
        hasSamplers = true;
        systemInterval = NOT_COMPUTED;
        numberedInterval = NOT_COMPUTED;
        boolean numbered = record.samplerId != OptionsRecord.NONE;
        if (numbered) {
            samplers.put(record.samplerId, record);
        }
        if (record.interfaceIndex != OptionsRecord.NONE) {
            interfaceSamplers.put(record.interfaceIndex, record);
        } else if (record.templateId != OptionsRecord.NONE) {
            templateSamplers.put(record.templateId, record);
        } else if (numbered) {
            numberedSamplers.put(record.identity, record);
        } else {
            systemSamplers.put(record.identity, record);
        }
    }

    boolean hasSamplers() {
        return hasSamplers;
    }

    boolean hasInterfaces() {
        return interfaces.size() > 0;
    }

    boolean hasApplications() {
        return applications.size() > 0;
    }

    boolean hasVrfs() {
        return vrfs.size() > 0;
    }

    /** The interval of a sampler, 0 if it is not known. */
    long ofSampler(long id) {
        return interval(samplers.get(id));
    }

    /** The interval of the sampler of an interface, 0 if it is not known. */
    long ofInterface(long index) {
        return interval(interfaceSamplers.get(index));
    }

    /** The interval of the sampler of a template, 0 if it is not known. */
    long ofTemplate(long id) {
        return interval(templateSamplers.get(id));
    }

    private static long interval(OptionsRecord record) {
        return record == null ? 0 : record.samplingInterval;
    }

    /**
     * The one interval of all samplers of the system, or {@link #NOT_ONE}. Where they contradict
     * each other, those that the exporter seems to have given up do not count.
     *
     * @param orNumbered whether, where the system as a whole has none, the samplers with an id
     *     count
     */
    long ofSystem(boolean orNumbered, long nowMillis) {
        if (systemInterval == NOT_COMPUTED || nowMillis > computeAgainMillis) {
            systemInterval = only(systemSamplers);
            numberedInterval = only(numberedSamplers);
            boolean settled = systemInterval != NOT_ONE && numberedInterval != NOT_ONE;
            computeAgainMillis = settled ? Long.MAX_VALUE : nowMillis + COMPUTE_AGAIN_MILLIS;
        }
        long interval =
                systemInterval == NONE_SEEN && orNumbered ? numberedInterval : systemInterval;
        return interval == NONE_SEEN ? NOT_ONE : interval;
    }

    private static long only(LongTable<OptionsRecord> samplers) {
        long[] newest = {0};
        samplers.forEach(record -> newest[0] = Math.max(newest[0], record.heardMillis));
        long[] range = {Long.MAX_VALUE, NONE_SEEN};
        samplers.forEach(
                record -> {
                    boolean inUse = record.heardMillis >= newest[0] - GIVEN_UP_AFTER_MILLIS;
                    if (inUse && record.samplingInterval > 0) {
                        range[0] = Math.min(range[0], record.samplingInterval);
                        range[1] = Math.max(range[1], record.samplingInterval);
                    }
                });
        return range[0] < range[1] ? NOT_ONE : range[1];
    }

    /** The record that names the interface, or null. */
    OptionsRecord ofInterfaceIndex(long index) {
        return named(interfaces.get(index));
    }

    /** The record that names the application, or null. */
    OptionsRecord ofApplication(long id) {
        return named(applications.get(id));
    }

    /** The record that names the VRF, or null. */
    OptionsRecord ofVrf(long id) {
        return named(vrfs.get(id));
    }

    private static OptionsRecord named(OptionsRecord record) {
        return record == null || record.name == null ? null : record;
    }

    /** When uptime was 0, Unix milliseconds; 0 or less if not known. */
    long systemInitMillis() {
        return start == null ? OptionsRecord.NONE : start.systemInitMillis;
    }
}
