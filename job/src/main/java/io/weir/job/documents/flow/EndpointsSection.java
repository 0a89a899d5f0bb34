package io.weir.job.documents.flow;

import io.weir.job.documents.fields.EndpointFields;

/** Both ends, by direction and by role. Client and server are written but once: as the other. */
final class EndpointsSection implements Section {

    private final EndpointWriter source = new EndpointWriter(EndpointFields.SOURCE);
    private final EndpointWriter destination = new EndpointWriter(EndpointFields.DESTINATION);

    @Override
    public void write(FlowView flow, FieldJson json) {
        int start = json.mark();
        source.write(flow, flow.source(), json);
        int middle = json.mark();
        destination.write(flow, flow.destination(), json);
        int end = json.mark();
        if (flow.client() != null) {
            boolean fromSource = flow.client() == flow.source();
            EndpointFields ofSource = fromSource ? EndpointFields.CLIENT : EndpointFields.SERVER;
            EndpointFields ofDestination =
                    fromSource ? EndpointFields.SERVER : EndpointFields.CLIENT;
            json.repeat(EndpointFields.SOURCE.object(), start, middle, ofSource.object());
            json.repeat(EndpointFields.DESTINATION.object(), middle, end, ofDestination.object());
        }
    }
}
