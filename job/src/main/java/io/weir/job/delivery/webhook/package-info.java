/**
 * Alerts by HTTP, signed as the <a href="https://www.standardwebhooks.com">Standard Webhooks</a>
 * specification says.
 */
package io.weir.job.delivery.webhook;
