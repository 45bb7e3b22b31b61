/** What must be done to bring each resource from where it is, in its role, to where it was assigned, in its next role. */
package io.systole.policy.change;
