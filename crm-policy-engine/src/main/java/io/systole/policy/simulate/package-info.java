/** What would happen: a transition graph carried out on a CIB, and events that did not take place put into one. */
package io.systole.policy.simulate;
