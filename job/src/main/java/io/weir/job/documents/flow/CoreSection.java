package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowField;
import io.weir.job.documents.fields.BaseFields;

/** Time and user, and which version of ECS the names are of. */
final class CoreSection implements Section {

    @Override
    public void write(FlowView flow, FieldJson json) {
        json.putTime(BaseFields.TIMESTAMP, flow.endMillis());
        json.put(BaseFields.ECS_VERSION, BaseSection.ECS_VERSION);
        json.putText(BaseFields.USER_NAME, flow.batch().text(FlowField.USER_NAME, flow.row()));
    }
}
