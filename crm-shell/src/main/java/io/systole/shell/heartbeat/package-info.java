/**
 * Heartbeat's configuration, read and turned into a cluster: {@code ha.cf}, {@code haresources} and {@code authkeys} into
 * {@code corosync.conf}, a key and a CIB, with a report of every line. {@link io.systole.shell.heartbeat.HeartbeatImport} is
 * pure but for what it asks of the {@link io.systole.shell.heartbeat.Machine}; one topic of ha.cf is one class.
 */
package io.systole.shell.heartbeat;
