/*
 * Listens on the cable for how long each node of a lab says nothing: silences NETWORK PORT MILLISECONDS, for example
 * "silences 10.77.62 5405 500". Prints a line for each silence that is over: the last part of the node's address, how long it
 * lasted, and how long ago it ended, both in milliseconds. What the nodes' daemons believe does not count here; when a
 * datagram arrived is the kernel's word.
 */
#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <netinet/ip.h>
#include <netinet/udp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

static long long milliseconds(struct timespec time) {
    return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

static long long arrival(struct msghdr *message) {
    struct timespec time;
    for (struct cmsghdr *part = CMSG_FIRSTHDR(message); part != NULL; part = CMSG_NXTHDR(message, part)) {
        if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SCM_TIMESTAMPNS) {
            memcpy(&time, CMSG_DATA(part), sizeof time);
            return milliseconds(time);
        }
    }
    clock_gettime(CLOCK_REALTIME, &time);
    return milliseconds(time);
}

int main(int count, char **words) {
    char network[32];
    struct in_addr first;
    long long last[256] = {0};
    if (count != 4 || snprintf(network, sizeof network, "%s.0", words[1]) >= (int) sizeof network
            || inet_aton(network, &first) == 0) {
        fputs("usage: silences NETWORK PORT MILLISECONDS\n", stderr);
        return 2;
    }
    int port = atoi(words[2]);
    long long limit = atoll(words[3]);
    // What a bridge passes on is seen by those only who take every protocol.
    int cable = socket(AF_PACKET, SOCK_DGRAM, htons(ETH_P_ALL));
    int on = 1, room = 4 << 20;
    if (cable < 0 || setsockopt(cable, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on) < 0
            || setsockopt(cable, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room) < 0) {
        perror("silences");
        return 1;
    }
    while (1) {
        unsigned char packet[256], control[128];
        struct sockaddr_ll from;
        struct iovec part = {packet, sizeof packet};
        struct msghdr message = {&from, sizeof from, &part, 1, control, sizeof control, 0};
        ssize_t length = recvmsg(cable, &message, 0);
        struct iphdr ip;
        struct udphdr udp;
        if (length < (ssize_t) sizeof ip || from.sll_protocol != htons(ETH_P_IP) || from.sll_pkttype == PACKET_OUTGOING) {
            continue;
        }
        memcpy(&ip, packet, sizeof ip);
        if (ip.protocol != IPPROTO_UDP || length < (ssize_t) (ip.ihl * 4 + sizeof udp)) {
            continue;
        }
        memcpy(&udp, packet + ip.ihl * 4, sizeof udp);
        if (ntohs(udp.dest) != port || (ntohl(ip.saddr) & ~255u) != ntohl(first.s_addr)) {
            continue;
        }
        int node = ntohl(ip.saddr) & 255;
        long long at = arrival(&message);
        if (last[node] != 0 && at - last[node] > limit) {
            struct timespec now;
            clock_gettime(CLOCK_REALTIME, &now);
            printf("%d %lld %lld\n", node, at - last[node], milliseconds(now) - at);
            fflush(stdout);
        }
        last[node] = at > last[node] ? at : last[node];
    }
}
