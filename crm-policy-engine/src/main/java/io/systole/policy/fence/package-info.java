/** Fencing and shutting down nodes, and what that means for the resources on them. */
package io.systole.policy.fence;
