/** A cluster, a caller and a configuration in memory, for tests of commands. */
package io.systole.shell.fake;
