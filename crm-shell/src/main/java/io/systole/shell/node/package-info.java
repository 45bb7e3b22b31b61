/** The shell's level {@code node}: what people do to nodes. */
package io.systole.shell.node;
