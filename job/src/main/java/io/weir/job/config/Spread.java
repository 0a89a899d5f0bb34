package io.weir.job.config;

/** Whether decoded batches are handed on to all subtasks in turn. */
public enum Spread {
    /** As the job finds best. */
    AUTO,
    /** Always: one busy exporter uses every core. */
    ALWAYS,
    /** Never: batches stay on the subtask that decoded them. */
    NEVER
}
