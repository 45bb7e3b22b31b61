/** {@code crm doctor}: what a machine needs beside the cluster's configuration, a check a class. */
package io.systole.shell.doctor;
