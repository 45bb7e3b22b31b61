/** The doctor's checks on trees of files, among them those of the documents that the project began with. */
package io.systole.shell.doctor;
