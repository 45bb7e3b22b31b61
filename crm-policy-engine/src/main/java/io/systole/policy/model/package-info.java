/**
 * The scheduler's working model: nodes, resources and actions as the stages know them.
 *
 * <p>These objects are private to one scheduling run and plainly mutable: fields, arrays and indexes, since every stage
 * works on all of them many times. Nothing of this leaves the module; what a run hands out is frozen.
 */
package io.systole.policy.model;
