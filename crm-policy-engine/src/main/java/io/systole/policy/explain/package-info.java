/** Why each resource is where it is and not elsewhere, said from what the run itself remembered. */
package io.systole.policy.explain;
