/** What must come before what: ordering constraints, and what they do to the actions that they relate. */
package io.systole.policy.order;
