/** What people do to resources: one piece for {@code crm_resource} and the shell's level {@code resource}. */
package io.systole.shell.resource;
