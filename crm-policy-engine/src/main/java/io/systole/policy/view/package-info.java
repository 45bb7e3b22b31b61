/** The live view of the cluster, made from what the scheduler reads out of a CIB. */
package io.systole.policy.view;
