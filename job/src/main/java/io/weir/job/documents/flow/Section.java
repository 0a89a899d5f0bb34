package io.weir.job.documents.flow;

/** Writes the fields of a family, or of some. */
@FunctionalInterface
interface Section {

    /** Adds the fields that the flow has to the document. */
    void write(FlowView flow, FieldJson json);
}
