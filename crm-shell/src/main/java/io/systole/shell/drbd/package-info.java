/** {@code crm drbd}: DRBD below the cluster. */
package io.systole.shell.drbd;
