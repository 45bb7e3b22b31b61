/**
 * The scheduler on whole CIBs: the project's own corpus, Pacemaker's cases where a folder of them is given, properties that
 * hold for every plan, and broken input.
 */
package io.systole.it.corpus;
