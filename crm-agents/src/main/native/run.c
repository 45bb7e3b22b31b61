/*
 * Becomes a program as the leader of a new session, so that one signal reaches it and all that it starts:
 *
 *   systole-run PROGRAM [ARGUMENT..]
 *
 * What setsid(1) does. Linked statically, as every agent is started through it and a dynamic linker costs more than the rest.
 * PROGRAM is looked for on the PATH. Exit status 126 or 127 with a line on standard error where it cannot be run.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv) {
    if (argc < 2) {
        fprintf(stderr, "usage: systole-run PROGRAM [ARGUMENT..]\n");
        return 2;
    }
    setsid(); /* fails only where this process leads a group already */
    execvp(argv[1], argv + 1);
    int error = errno;
    fprintf(stderr, "systole-run: failed to execute %s: %s\n", argv[1], strerror(error));
    return error == ENOENT ? 127 : 126;
}
