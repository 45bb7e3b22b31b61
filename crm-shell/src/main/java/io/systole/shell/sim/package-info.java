/** Rehearsals: a cluster's own configuration on simulated nodes, with a scenario done to it ({@code crm sim}). */
package io.systole.shell.sim;
