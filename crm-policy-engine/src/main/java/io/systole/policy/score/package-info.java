/** Scores of resources on nodes, their arithmetic tables and reasons; used by every stage that touches a score. */
package io.systole.policy.score;
