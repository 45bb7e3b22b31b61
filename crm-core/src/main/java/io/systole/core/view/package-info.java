/** The live view of a cluster as a value: what {@code crm_mon} and the start and end of {@code crm_simulate} show. */
package io.systole.core.view;
