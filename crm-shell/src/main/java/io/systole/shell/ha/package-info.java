/** Heartbeat's own commands, for people and scripts that know them: hb_standby, hb_takeover and cl_status. */
package io.systole.shell.ha;
