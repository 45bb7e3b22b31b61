/**
 * What DRBD says of itself, read: {@code /proc/drbd} of 8.0 to 8.4, {@code drbdsetup status} of 9, and its configuration.
 * Readers are functions of text.
 */
package io.systole.agents.drbd;
