/**
 * Real nodes that are broken by chance, real clients beside them, and a witness that believes no daemon: {@code bin/chaos}.
 */
package io.systole.it.chaos;
