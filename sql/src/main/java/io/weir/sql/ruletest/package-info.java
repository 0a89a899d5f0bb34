/** Unit tests of SQL rules: flows and the alerts that they are to raise, in YAML. */
package io.weir.sql.ruletest;
