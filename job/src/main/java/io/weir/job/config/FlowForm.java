package io.weir.job.config;

import java.io.Serializable;

/**
 * How a flow's document is.
 *
 * @param detail how much it has
 * @param oneIn the flows that it stands for, itself included; 1 where none is left out
 */
public record FlowForm(FlowDetail detail, int oneIn) implements Serializable {

    /** Everything, of each flow. */
    public static final FlowForm FULL = new FlowForm(FlowDetail.FULL, 1);
}
