package io.weir.job.config;

/** How much a flow's document has. */
public enum FlowDetail {
    /** Everything: ECS, the fields of ElastiFlow, and what only Weir knows. */
    FULL,
    /** What most questions are about, under its ECS name and only once. */
    SLIM
}
