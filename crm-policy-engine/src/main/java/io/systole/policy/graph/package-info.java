/** What is to be done, as a transition graph, as the lines of a summary, and as a picture. */
package io.systole.policy.graph;
