package io.weir.job.generate;

/**
 * An activity that a detection should find.
 *
 * @param activity makes the flows
 * @param flowsPerSecond how fast, where the rate of the simulation allows
 */
record Attack(Activity activity, int flowsPerSecond) {}
