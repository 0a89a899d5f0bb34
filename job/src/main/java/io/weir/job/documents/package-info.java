/** What Weir writes: flows, Top-N and alerts as ECS documents in JSON. */
package io.weir.job.documents;
