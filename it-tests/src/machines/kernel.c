/*
 * Loaded into a User Mode Linux kernel before the C library.
 *
 * Registers. That kernel keeps its processes' vector registers by ptrace, which takes them only in the size of all that the
 * processor has. User Mode Linux 6.1 has no room for AMX's, and on a processor with AMX panics when its first process is to run.
 * Here the missing end is added: zeros, which the header, made by the kernel for a process that never used them, does not count
 * as registers in use.
 *
 * Turns. The kernel and its processes take turns at every system call. Where the host has other work, each turn waits until
 * somebody else's slice ends, and the machine does not run for seconds; with short slices of its own it waits a tenth of that.
 */
#define _GNU_SOURCE
#include <cpuid.h>
#include <dlfcn.h>
#include <elf.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { SLICE_NS = 100 * 1000 }; /* the least that Linux takes */

static char registers[64 * 1024]; /* the kernel has one thread that runs processes, and small stacks */

static size_t size_of_all(void) { /* what XSAVE writes with every state that the operating system has switched on */
    unsigned size = 0, largest, features, more;
    return __get_cpuid_count(0xd, 0, &features, &size, &largest, &more) ? size : 0;
}

long ptrace(enum __ptrace_request request, ...) {
    static long (*next)(enum __ptrace_request, ...);
    va_list rest;
    va_start(rest, request);
    pid_t process = va_arg(rest, pid_t);
    void *address = va_arg(rest, void *), *data = va_arg(rest, void *);
    va_end(rest);
    if (!next) *(void **)&next = dlsym(RTLD_NEXT, "ptrace");
    if (request == PTRACE_SETREGSET && (long)address == NT_X86_XSTATE) {
        struct iovec *given = data, all = {registers, size_of_all()};
        if (given->iov_len < all.iov_len && all.iov_len <= sizeof registers) {
            memcpy(registers, given->iov_base, given->iov_len);
            return next(request, process, address, &all);
        }
    }
    return next(request, process, address, data);
}

/* Linux before 6.12 takes no slice for the usual policy and ignores it. */
__attribute__((constructor)) static void short_slices(void) {
    struct {
        uint32_t size, policy;
        uint64_t flags;
        int32_t nice;
        uint32_t priority;
        uint64_t runtime, deadline, period;
    } attributes = {.size = sizeof attributes, .nice = getpriority(PRIO_PROCESS, 0), .runtime = SLICE_NS};
    syscall(SYS_sched_setattr, 0, &attributes, 0);
}
