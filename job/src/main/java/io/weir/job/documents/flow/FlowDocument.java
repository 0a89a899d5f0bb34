package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowBatch;
import io.weir.job.config.FlowForm;
import io.weir.operators.enrich.EnrichedFlows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes flows as JSON documents, family after family: ECS with the {@code flow.*} fields of
 * ElastiFlow 4, and {@code weir.*} for what only Weir knows. Not thread-safe.
 */
public final class FlowDocument {

    private final FlowView flow = new FlowView();
    private final FieldJson json = new FieldJson();
    private final List<Section> sections;

    /**
     * @param agentId tells installations apart
     */
    public FlowDocument(String agentId, FlowForm form) {
        sections =
                new ArrayList<>(
                        switch (form.detail()) {
                            case FULL -> full(agentId);
                            case SLIM -> slim();
                        });
        if (form.oneIn() > 1) {
            sections.add(new SampleSection(form.oneIn()));
        }
        sections.add(new OriginalRecord());
    }

    /** The fields of one object come together: those of {@code weir} last. */
    private static List<Section> full(String agentId) {
        return List.of(
                new BaseSection(Agent.ofThisHost(agentId)),
                new EventSection(),
                new HostSection(),
                new ObserverSection(),
                new NetworkSection(),
                new EndpointsSection(),
                new BothEndsSection(),
                new TrafficSection(),
                new ServiceSection(),
                new PacketSection(),
                new InterfaceSection(),
                new RoutingSection(),
                new ReputationSection(),
                new LinkSection(),
                new RecordSection(),
                new DuplicateSection(),
                new CorrectionSection(),
                new RoleSection(),
                new NetworksSection(),
                new ThreatSection(),
                new DatabaseSection(),
                new EncapsulationSection());
    }

    /** What most questions are about, once and under its ECS name where there is one. */
    private static List<Section> slim() {
        return List.of(
                new CoreSection(),
                new EventSection(),
                new ObserverSection(),
                new NetworkSection(),
                new CoreEndpointsSection(),
                new ServerSection(),
                new ThreatSection(),
                new DuplicateSection());
    }

    /** The document of the flow in this row, in UTF-8. */
    public byte[] write(EnrichedFlows flows, int row) {
        int length = encode(flows, row);
        return Arrays.copyOf(bytes(), length);
    }

    /** Writes the document of the flow in this row to {@link #bytes}. Returns its length. */
    public int encode(EnrichedFlows flows, int row) {
        flow.moveTo(flows, row);
        json.start();
        for (int i = 0; i < sections.size(); i++) {
            sections.get(i).write(flow, json);
        }
        return json.finish();
    }

    /** The document encoded last, in UTF-8; good until the next one is. */
    public byte[] bytes() {
        return json.bytes();
    }

    /** When the flow ended, Unix milliseconds: the {@code @timestamp} of its document. */
    public static long endMillis(FlowBatch batch, int row) {
        return FlowView.endMillis(batch, row);
    }
}
