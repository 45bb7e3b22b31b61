/** {@code crm_mon} and {@code crm status}: what is asked for, the report, and the screen that follows the cluster. */
package io.systole.shell.mon;
