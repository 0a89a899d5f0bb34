package io.weir.job.documents.flow;

import io.weir.job.documents.fields.DocumentFields;

/** How many flows the document stands for where others were left out. */
final class SampleSection implements Section {

    private final int oneIn;

    SampleSection(int oneIn) {
        this.oneIn = oneIn;
    }

    @Override
    public void write(FlowView flow, FieldJson json) {
        json.put(DocumentFields.ONE_IN, oneIn);
    }
}
