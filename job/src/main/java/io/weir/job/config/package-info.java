/**
 * The configuration of the job: typed, checked as a whole before anything starts.
 *
 * <p>Each concern is one record, with its {@link io.weir.job.config.Key keys} declared beside its
 * components. A {@link io.weir.job.config.ValueType} says what a key takes. {@link
 * io.weir.job.config.Settings} gathers what was given, in the file, in the environment and on the
 * command line, and hands each key its value.
 */
package io.weir.job.config;
