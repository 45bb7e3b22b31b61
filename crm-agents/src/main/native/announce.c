/*
 * Tells a network that an address is served by this machine now, so that neighbours and switches send to it at once:
 * gratuitous ARP (a request and a reply each time; some machines heed only one of them) for IPv4, an unsolicited neighbour
 * advertisement for IPv6.
 *
 *   systole-announce INTERFACE ADDRESS COUNT INTERVAL_MS
 *
 * Exit status: 0 sent, 1 the kernel refused, 2 wrong usage.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <netinet/icmp6.h>
#include <netinet/if_ether.h>
#include <netinet/in.h>
#include <netpacket/packet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static int fail(const char *what) {
    fprintf(stderr, "systole-announce: %s: %s\n", what, strerror(errno));
    return 1;
}

static int hardware_address(const char *nic, unsigned char *mac) {
    struct ifreq request = {0};
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    strncpy(request.ifr_name, nic, IFNAMSIZ - 1);
    if (fd < 0 || ioctl(fd, SIOCGIFHWADDR, &request)) return fail(nic);
    close(fd);
    memcpy(mac, request.ifr_hwaddr.sa_data, ETH_ALEN);
    return 0;
}

static int send_arp(int fd, int index, const unsigned char *mac, struct in_addr ip, int operation) {
    struct ether_arp packet = {0};
    packet.arp_hrd = htons(ARPHRD_ETHER);
    packet.arp_pro = htons(ETH_P_IP);
    packet.arp_hln = ETH_ALEN;
    packet.arp_pln = 4;
    packet.arp_op = htons(operation);
    memcpy(packet.arp_sha, mac, ETH_ALEN);
    memcpy(packet.arp_spa, &ip, 4);
    memset(packet.arp_tha, operation == ARPOP_REQUEST ? 0 : 255, ETH_ALEN);
    memcpy(packet.arp_tpa, &ip, 4);
    struct sockaddr_ll to = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ARP), .sll_ifindex = index, .sll_halen = ETH_ALEN};
    memset(to.sll_addr, 255, ETH_ALEN);
    return sendto(fd, &packet, sizeof packet, 0, (struct sockaddr *)&to, sizeof to) < 0 ? fail("cannot send") : 0;
}

static int send_advertisement(int fd, int index, const unsigned char *mac, struct in6_addr ip) {
    struct {
        struct nd_neighbor_advert head;
        struct nd_opt_hdr option;
        unsigned char mac[ETH_ALEN];
    } packet = {0};
    packet.head.nd_na_type = ND_NEIGHBOR_ADVERT;
    packet.head.nd_na_flags_reserved = ND_NA_FLAG_OVERRIDE;
    packet.head.nd_na_target = ip;
    packet.option.nd_opt_type = ND_OPT_TARGET_LINKADDR;
    packet.option.nd_opt_len = 1;
    memcpy(packet.mac, mac, ETH_ALEN);
    struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_scope_id = index};
    inet_pton(AF_INET6, "ff02::1", &to.sin6_addr);
    return sendto(fd, &packet, sizeof packet, 0, (struct sockaddr *)&to, sizeof to) < 0 ? fail("cannot send") : 0;
}

int main(int argc, char **argv) {
    struct in_addr v4;
    struct in6_addr v6;
    unsigned char mac[ETH_ALEN];
    if (argc != 5) {
        fprintf(stderr, "usage: systole-announce INTERFACE ADDRESS COUNT INTERVAL_MS\n");
        return 2;
    }
    int is_v4 = inet_pton(AF_INET, argv[2], &v4) == 1;
    if (!is_v4 && inet_pton(AF_INET6, argv[2], &v6) != 1) {
        fprintf(stderr, "systole-announce: %s is no address\n", argv[2]);
        return 2;
    }
    int count = atoi(argv[3]), interval_ms = atoi(argv[4]), index = if_nametoindex(argv[1]);
    if (!index) return fail(argv[1]);
    if (hardware_address(argv[1], mac)) return 1;
    int fd = is_v4 ? socket(AF_PACKET, SOCK_DGRAM, htons(ETH_P_ARP)) : socket(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6);
    if (fd < 0) return fail("cannot open a raw socket");
    if (!is_v4) {
        int hops = 255; /* neighbours ignore an advertisement that may have passed a router */
        setsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, &hops, sizeof hops);
        setsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_IF, &index, sizeof index);
    }
    int failed = 0;
    for (int i = 0; i < count; i++) {
        if (i) usleep(1000 * interval_ms);
        failed = is_v4 ? send_arp(fd, index, mac, v4, ARPOP_REQUEST) | send_arp(fd, index, mac, v4, ARPOP_REPLY)
                       : send_advertisement(fd, index, mac, v6);
    }
    return failed;
}
