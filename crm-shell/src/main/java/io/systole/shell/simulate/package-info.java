/** What {@code crm_simulate} reads, prints and writes. */
package io.systole.shell.simulate;
