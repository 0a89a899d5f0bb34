package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowField;
import io.weir.job.documents.fields.BaseFields;
import io.weir.job.documents.fields.ObjectPath;
import io.weir.operators.enrich.networks.Locality;

/** Time, tags, producer. */
final class BaseSection implements Section {

    static final String ECS_VERSION = "1.5.0";

    private final Agent agent;
    private final byte[] encodedProducer;
    private final FlowMessage message = new FlowMessage();

    BaseSection(Agent agent) {
        this.agent = agent;
        encodedProducer = new ObjectEncoder().members(ObjectPath.ROOT, this::writeProducer);
    }

    private void writeProducer(FieldJson json) {
        json.put(BaseFields.VERSION, agent.version());
        json.put(BaseFields.ECS_VERSION, ECS_VERSION);
        json.put(BaseFields.AGENT_NAME, Agent.NAME);
        json.put(BaseFields.AGENT_TYPE, Agent.NAME);
        json.put(BaseFields.AGENT_VERSION, agent.version());
        json.put(BaseFields.AGENT_ID, agent.id());
        json.put(BaseFields.AGENT_HOSTNAME, agent.host());
    }

    @Override
    public void write(FlowView flow, FieldJson json) {
        json.putTime(BaseFields.TIMESTAMP, flow.endMillis());
        json.putMembers(ObjectPath.ROOT, encodedProducer);
        json.putPlain(BaseFields.MESSAGE, message.of(flow));
        json.put(BaseFields.TAGS, tag(flow));
        json.put(BaseFields.LOG_LEVEL, flow.isListed() ? "warning" : "info");
        json.putText(BaseFields.USER_NAME, flow.batch().text(FlowField.USER_NAME, flow.row()));
    }

    private static String tag(FlowView flow) {
        Locality locality = flow.destination().locality(flow.row());
        boolean several = locality == Locality.MULTICAST || locality == Locality.BROADCAST;
        return several ? locality.text() : null;
    }
}
