/*
 * The thin client: one program under the name of every command. It sends its words, the part of the environment that
 * commands look at, and files when asked for them, to the daemon's local socket, and prints what comes back. All option
 * parsing is in the daemon, so that a command that an agent calls costs a millisecond.
 *
 * Where no daemon answers, or the daemon says that the command needs the terminal, commands for people are run by the
 * Java launcher beside this program; commands for agents end with status 102.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define SOCKET_DEFAULT "/run/systole/socket"
#define EXIT_DISCONNECT 102
#define EXIT_PROTOCOL 76
#define CHUNK 65536

extern char **environ;

/* Commands that have something to do without a daemon too. */
static const char *const with_java[] = {
    "crm", "crm_mon", "crm_simulate", "crm_verify", "cibadmin", "crm_resource", "crm_diff", "crm_error", "pacemakerd",
    "crm_shadow", "crm_ticket", "crm_rule", "crm_report", "stonith_admin", "iso8601", NULL};

/* Commands that work on a file in place of the cluster as well (CIB_file, CIB_shadow). */
static const char *const on_files[] = {
    "crm_attribute", "crm_master", "crm_standby", "crm_failcount", "crmadmin", NULL};

/* What commands look at in the environment, by prefix. */
static const char *const passed[] = {
    "OCF_", "CIB_", "CRM_", "PCMK_", "HA_", "LANG=", "LC_", "TERM=", "COLUMNS=", "LINES=", "EDITOR=", "VISUAL=",
    "USER=", "SYSTOLE_", "TZ=", NULL};

static const char *name;
static int fd = -1;

static void *must(void *p) {
    if (!p) {
        fprintf(stderr, "%s: out of memory\n", name);
        _exit(71);
    }
    return p;
}

struct buffer {
    char *data;
    size_t length, room;
};

static void append(struct buffer *b, const void *data, size_t length) {
    if (b->length + length > b->room) {
        b->room = (b->length + length) * 2;
        b->data = must(realloc(b->data, b->room));
    }
    memcpy(b->data + b->length, data, length);
    b->length += length;
}

static void append_number(struct buffer *b, uint32_t n) {
    unsigned char bytes[4] = {n >> 24, n >> 16, n >> 8, n};
    append(b, bytes, 4);
}

static void append_text(struct buffer *b, const char *text) {
    append_number(b, strlen(text));
    append(b, text, strlen(text));
}

static void lost(void) {
    fprintf(stderr, "%s: the cluster daemon on this node ended the conversation\n", name);
    _exit(EXIT_DISCONNECT);
}

static int write_all(int to, const char *data, size_t length) {
    while (length > 0) {
        ssize_t n = write(to, data, length);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return -1;
        data += n;
        length -= n;
    }
    return 0;
}

static void read_all(char *data, size_t length) {
    while (length > 0) {
        ssize_t n = read(fd, data, length);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) lost();
        data += n;
        length -= n;
    }
}

static void send_frame(char type, const void *data, size_t length) {
    char head[5] = {type, length >> 24, length >> 16, length >> 8, length};
    /* A daemon that refuses does not listen first: what it said is still to be read. */
    if ((write_all(fd, head, 5) || write_all(fd, data, length)) && type != 'H') lost();
}

static void send_failure(void) {
    const char *reason = strerror(errno);
    send_frame('X', reason, strlen(reason));
}

static void send_content(int from) {
    char chunk[CHUNK];
    ssize_t n;
    while ((n = read(from, chunk, sizeof chunk)) != 0) {
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            send_failure();
            return;
        }
        send_frame('D', chunk, n);
    }
    send_frame('E', "", 0);
}

static void send_file(const char *path) {
    int from = open(path, O_RDONLY | O_CLOEXEC);
    if (from < 0) {
        send_failure();
        return;
    }
    send_content(from);
    close(from);
}

/* Beside the file and renamed, so that a full disk leaves the old one. */
static void write_file(const char *payload, size_t length) {
    const unsigned char *p = (const unsigned char *)payload;
    size_t path_length = length >= 4 ? ((size_t)p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3]) : 0;
    if (length < 4 || path_length > length - 4 || path_length >= PATH_MAX - 8) {
        errno = EINVAL;
        send_failure();
        return;
    }
    char path[PATH_MAX], beside[PATH_MAX];
    memcpy(path, payload + 4, path_length);
    path[path_length] = 0;
    snprintf(beside, sizeof beside, "%.*s.XXXXXX", (int)path_length, path);
    int to = mkostemp(beside, O_CLOEXEC);
    if (to < 0) {
        send_failure();
        return;
    }
    mode_t mask = umask(0);
    umask(mask);
    if (write_all(to, payload + 4 + path_length, length - 4 - path_length) || fchmod(to, 0666 & ~mask) || fsync(to) ||
        rename(beside, path)) {
        send_failure();
        unlink(beside);
    } else {
        send_frame('E', "", 0);
    }
    close(to);
}

static void run_java(char **argv) {
    char self[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 16);
    if (n > 0) {
        self[n] = 0;
        char *slash = strrchr(self, '/');
        strcpy(slash + 1, "systole-java");
        char **words = must(calloc(sizeof *words, 3));
        int count = 0;
        while (argv[count]) count++;
        words = must(realloc(words, sizeof *words * (count + 2)));
        words[0] = self;
        words[1] = (char *)name;
        for (int i = 1; i <= count; i++) words[i + 1] = argv[i];
        execv(self, words);
    }
    fprintf(stderr, "%s: cannot run %s: %s\n", name, n > 0 ? self : "the Java launcher", strerror(errno));
    _exit(5);
}

static int is_one_of(const char *const *names) {
    for (int i = 0; names[i]; i++)
        if (!strcmp(name, names[i])) return 1;
    return 0;
}

static void say_hello(int argc, char **argv) {
    struct buffer b = {0};
    char directory[PATH_MAX], number[16];
    append_text(&b, "1");
    append_text(&b, isatty(0) && isatty(1) ? "1" : "0");
    append_text(&b, getcwd(directory, sizeof directory) ? directory : "/");
    snprintf(number, sizeof number, "%d", argc);
    append_text(&b, number);
    append_text(&b, name);
    for (int i = 1; i < argc; i++) append_text(&b, argv[i]);
    for (char **e = environ; *e; e++)
        for (int i = 0; passed[i]; i++)
            if (!strncmp(*e, passed[i], strlen(passed[i]))) {
                append_text(&b, *e);
                break;
            }
    send_frame('H', b.data, b.length);
    free(b.data);
}

int main(int argc, char **argv) {
    char *slash = strrchr(argv[0], '/');
    name = slash ? slash + 1 : argv[0];
    const char *path = getenv("SYSTOLE_SOCKET");
    if (!path || !*path) path = SOCKET_DEFAULT;
    int offline = getenv("CIB_file") || getenv("CIB_shadow");
    if (offline && (is_one_of(with_java) || is_one_of(on_files))) run_java(argv);

    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address)) {
        if (is_one_of(with_java)) run_java(argv);
        fprintf(stderr, "%s: Could not connect to the cluster: no daemon answers on %s (%s)\n", name, path,
                strerror(errno));
        return EXIT_DISCONNECT;
    }
    signal(SIGPIPE, SIG_IGN);
    say_hello(argc, argv);

    char *payload = NULL;
    for (;;) {
        unsigned char head[5];
        read_all((char *)head, 5);
        size_t length = (size_t)head[1] << 24 | head[2] << 16 | head[3] << 8 | head[4];
        payload = must(realloc(payload, length + 1));
        read_all(payload, length);
        payload[length] = 0;
        switch (head[0]) {
        case 'O':
            /* A reader that has gone (crm_mon -1 | head) ends the command, as SIGPIPE would. */
            if (write_all(1, payload, length)) return 141;
            break;
        case 'R': write_all(2, payload, length); break;
        case 'I': send_content(0); break;
        case 'F': send_file(payload); break;
        case 'W': write_file(payload, length); break;
        case 'L': run_java(argv); break;
        case 'Q': return length == 4 ? (unsigned char)payload[3] : EXIT_PROTOCOL;
        default:
            fprintf(stderr, "%s: the daemon sent something that this client does not know (%c)\n", name, head[0]);
            return EXIT_PROTOCOL;
        }
    }
}
