/**
 * Whole clusters in one thread on virtual time: the real controllers, and a world of machines, links, disks, clocks, agents
 * and fence devices that fails as told or as chance will have it. The same seed and the same deeds give the same run.
 */
package io.systole.core.sim;
