package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowField;
import io.weir.job.documents.fields.Field;
import io.weir.job.documents.fields.InterfaceFields;
import javax.annotation.Nullable;

/** By which interfaces, as ElastiFlow has them. */
final class InterfaceSection implements Section {

    private final TextBuffer text = new TextBuffer();

    @Override
    public void write(FlowView flow, FieldJson json) {
        json.putAsText(InterfaceFields.INPUT, flow, FlowField.INPUT_INTERFACE);
        json.putAsText(InterfaceFields.OUTPUT, flow, FlowField.OUTPUT_INTERFACE);
        writeName(
                InterfaceFields.INPUT_NAME,
                flow.inputName(),
                flow,
                FlowField.INPUT_INTERFACE,
                json);
        writeName(
                InterfaceFields.OUTPUT_NAME,
                flow.outputName(),
                flow,
                FlowField.OUTPUT_INTERFACE,
                json);
        json.put(InterfaceFields.OUTPUT_COUNT, flow, FlowField.OUTPUT_INTERFACE_COUNT);
    }

    /** What ElastiFlow 4 calls an interface without a name is {@code index: N}. */
    private void writeName(
            Field field, @Nullable String name, FlowView flow, FlowField index, FieldJson json) {
        if (name != null) {
            json.putText(field, name);
        } else if (flow.has(index)) {
            json.putPlain(field, text.clear().add("index: ").addUnsigned(flow.get(index)));
        }
    }
}
