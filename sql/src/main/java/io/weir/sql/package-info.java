/**
 * Detection rules as Flink SQL files: a header in comments and one query over a prefiltered view.
 *
 * <p>{@link io.weir.sql.SqlRules} puts them into a job; their rows become the findings that the
 * built-in detections produce too.
 */
package io.weir.sql;
