/*
 * Runs commands on another machine of the lab, over a network that nobody else is on.
 *
 *   remote serve ADDRESS PORT [WORD..]    waits for calls and runs WORD.. and what they say
 *   remote call ADDRESS PORT WORD..       runs WORD.. there: its standard input, output and error are ours, and its exit status
 *
 * A call is the number of words and of their bytes (4 bytes each), and the words, each ended by a zero byte; then the
 * caller's standard input up to a half-close. The answer is frames: one byte 'o' or 'e' (output, error), 4 bytes length, data; or 'x', length 0 and the status (4 bytes).
 * Exit status 255: the other machine does not answer, or was lost on the way. "serve" also reaps what processes leave
 * behind, so that it can be process 1 of a machine.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LOST = 255, BOOT_S = 20, MOST_WORDS = 4096, MOST_BYTES = 1 << 20 };

static void end(const char *what) {
    fprintf(stderr, "remote: %s: %s\n", what, strerror(errno));
    exit(LOST);
}

static int all_written(int to, const void *data, size_t size) {
    for (const char *p = data; size > 0;) {
        ssize_t n = write(to, p, size);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return 0;
        p += n;
        size -= n;
    }
    return 1;
}

static int all_read(int from, void *data, size_t size) {
    for (char *p = data; size > 0;) {
        ssize_t n = read(from, p, size);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return 0;
        p += n;
        size -= n;
    }
    return 1;
}

static int frame(int to, char kind, const void *data, uint32_t size) {
    char head[5] = {kind};
    uint32_t length = htonl(size);
    memcpy(head + 1, &length, 4);
    return all_written(to, head, 5) && all_written(to, data, size);
}

static int make_socket(const char *address, const char *port, struct sockaddr_in *at) {
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1, idle = 2, tries = 4;
    if (s < 0) end("socket");
    *at = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(atoi(port))};
    if (inet_pton(AF_INET, address, &at->sin_addr) != 1) { errno = EINVAL; end(address); }
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    /* A machine without power says nothing: a call to it ends after 10 s. */
    setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &yes, sizeof yes);
    setsockopt(s, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof idle);
    setsockopt(s, IPPROTO_TCP, TCP_KEEPINTVL, &idle, sizeof idle);
    setsockopt(s, IPPROTO_TCP, TCP_KEEPCNT, &tries, sizeof tries);
    return s;
}

static void child_ended(int signal) { (void)signal; } /* only to wake ppoll */

/* Runs the words with three pipes and carries between them and the caller, until the process ends: what it left running in
   the background may keep its output open for ever. */
static void run(int caller, char **words) {
    int in[2], out[2], err[2], status = 0, ended = 0;
    sigset_t none, children;
    sigemptyset(&none);
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    sigprocmask(SIG_BLOCK, &children, NULL);
    sigaction(SIGCHLD, &(struct sigaction){.sa_handler = child_ended}, NULL);
    if (pipe(in) || pipe(out) || pipe(err)) exit(1);
    pid_t child = fork();
    if (child < 0) exit(1);
    if (child == 0) {
        dup2(in[0], 0), dup2(out[1], 1), dup2(err[1], 2);
        for (int k = 0; k < 2; k++) close(in[k]), close(out[k]), close(err[k]);
        signal(SIGPIPE, SIG_DFL);
        sigprocmask(SIG_SETMASK, &none, NULL);
        setsid();
        execvp(words[0], words);
        fprintf(stderr, "remote: %s: %s\n", words[0], strerror(errno));
        _exit(127);
    }
    close(in[0]), close(out[1]), close(err[1]);
    struct pollfd at[] = {{.fd = out[0], .events = POLLIN}, {.fd = err[0], .events = POLLIN},
                          {.fd = caller, .events = POLLIN}, {.fd = -1, .events = POLLOUT}};
    char data[65536], input[PIPE_BUF];
    ssize_t pending = 0; /* input that waits for room in the process's pipe; meanwhile the caller is not read */
    struct timespec now = {0};
    for (;;) {
        int ready = ppoll(at, 4, ended ? &now : NULL, &none);
        if (ended && (ready <= 0 || !(at[0].revents || at[1].revents))) break;
        if (!ended) ended = waitpid(child, &status, WNOHANG) == child;
        if (ready <= 0) continue;
        for (int k = 0; k < 2; k++) {
            if (at[k].fd < 0 || !at[k].revents) continue;
            ssize_t n = read(at[k].fd, data, sizeof data);
            if (n <= 0) at[k].fd = -1;
            else if (!frame(caller, k ? 'e' : 'o', data, n)) exit(1);
        }
        if (at[2].fd >= 0 && at[2].revents) {
            pending = read(caller, input, sizeof input);
            at[2].fd = -1;
            if (pending > 0) at[3].fd = in[1];
            else close(in[1]);
        } else if (at[3].fd >= 0 && at[3].revents) {
            at[3].fd = -1;
            if (all_written(in[1], input, pending)) at[2].fd = caller;
            else close(in[1]);
        }
    }
    frame(caller, 'x', "", 0);
    status = htonl(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    all_written(caller, &status, sizeof status);
}

static void answer(int caller, char **first, int count) {
    uint32_t head[2];
    if (!all_read(caller, head, sizeof head)) return;
    uint32_t words = ntohl(head[0]), bytes = ntohl(head[1]);
    if (words == 0 || words > MOST_WORDS || bytes == 0 || bytes > MOST_BYTES) return;
    char *text = malloc(bytes), **all = calloc(count + words + 1, sizeof *all);
    if (!text || !all || !all_read(caller, text, bytes) || text[bytes - 1]) return;
    memcpy(all, first, count * sizeof *all);
    char *p = text;
    for (uint32_t k = 0; k < words; k++, p += strlen(p) + 1) {
        if (p >= text + bytes) return;
        all[count + k] = p;
    }
    run(caller, all);
}

static void serve(const char *address, const char *port, char **first, int count) {
    struct sockaddr_in at;
    int listener = make_socket(address, port, &at);
    if (bind(listener, (struct sockaddr *)&at, sizeof at) || listen(listener, 64)) end(address);
    signal(SIGCHLD, SIG_IGN); /* children reap themselves */
    for (;;) {
        int caller = accept(listener, NULL, NULL);
        if (caller < 0) continue;
        if (fork() == 0) {
            signal(SIGCHLD, SIG_DFL);
            signal(SIGPIPE, SIG_IGN);
            close(listener);
            answer(caller, first, count);
            exit(0);
        }
        close(caller);
    }
}

/* Waits for a machine that is still booting. */
static int reach(const char *address, const char *port) {
    time_t last = time(NULL) + BOOT_S;
    for (;;) {
        struct sockaddr_in at;
        int s = make_socket(address, port, &at), patience = 1000, none = 0;
        setsockopt(s, IPPROTO_TCP, TCP_USER_TIMEOUT, &patience, sizeof patience);
        if (connect(s, (struct sockaddr *)&at, sizeof at) == 0) {
            setsockopt(s, IPPROTO_TCP, TCP_USER_TIMEOUT, &none, sizeof none);
            return s;
        }
        if (time(NULL) >= last) end(address);
        close(s);
        usleep(50000);
    }
}

static int call(const char *address, const char *port, char **words, int count) {
    int s = reach(address, port);
    uint32_t bytes = 0;
    signal(SIGPIPE, SIG_IGN);
    for (int k = 0; k < count; k++) bytes += strlen(words[k]) + 1;
    uint32_t head[2] = {htonl(count), htonl(bytes)};
    if (!all_written(s, head, sizeof head)) end(address);
    for (int k = 0; k < count; k++)
        if (!all_written(s, words[k], strlen(words[k]) + 1)) end(address);
    struct pollfd on[] = {{.fd = s, .events = POLLIN}, {.fd = 0, .events = POLLIN}};
    char data[65536], kind[5];
    for (;;) {
        if (poll(on, 2, -1) < 0 && errno != EINTR) end("poll");
        if (on[1].fd == 0 && on[1].revents) {
            ssize_t n = read(0, data, sizeof data);
            if (n <= 0 || !all_written(s, data, n)) {
                on[1].fd = -1;
                shutdown(s, SHUT_WR);
            }
        }
        if (!on[0].revents) continue;
        if (!all_read(s, kind, 5)) { errno = ECONNRESET; end(address); }
        uint32_t length;
        memcpy(&length, kind + 1, 4);
        length = ntohl(length);
        if (kind[0] == 'x') return all_read(s, &length, 4) ? (int)ntohl(length) : LOST;
        if (length > sizeof data || !all_read(s, data, length)) { errno = EPROTO; end(address); }
        if (!all_written(kind[0] == 'e' ? 2 : 1, data, length)) return LOST;
    }
}

int main(int count, char **words) {
    if (count >= 4 && !strcmp(words[1], "serve")) serve(words[2], words[3], words + 4, count - 4);
    if (count >= 5 && !strcmp(words[1], "call")) return call(words[2], words[3], words + 4, count - 4);
    fprintf(stderr, "usage: remote serve ADDRESS PORT [WORD..] | remote call ADDRESS PORT WORD..\n");
    return 2;
}
