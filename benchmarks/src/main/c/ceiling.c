/*
 * Receives UDP datagrams with recvmmsg and counts them: what any receiver on this machine can reach
 * at most.
 *
 *   ceiling ADDRESS PORT BUFFER_BYTES
 *
 * Prints "ready" and the buffer that the kernel granted, then for each line on standard input the
 * counts, as JSON. Ends at the end of the input.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define BATCH 64
#define MAX_DATAGRAM 65535

static atomic_uint_fast64_t datagrams, bytes;
static uint8_t buffers[BATCH][MAX_DATAGRAM];

static void *report(void *unused) {
    char line[64];
    (void)unused;
    while (fgets(line, sizeof line, stdin) != NULL) {
        printf("{\"datagrams\":%" PRIuFAST64 ",\"bytes\":%" PRIuFAST64 "}\n",
               atomic_load(&datagrams), atomic_load(&bytes));
        fflush(stdout);
    }
    exit(0);
}

static void fail(const char *what) {
    fprintf(stderr, "ceiling: %s: %s\n", what, strerror(errno));
    exit(1);
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: ceiling ADDRESS PORT BUFFER_BYTES\n");
        return 2;
    }
    int sock = socket(AF_INET, SOCK_DGRAM, 0);
    int wanted = atoi(argv[3]), granted = 0;
    socklen_t length = sizeof granted;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argv[2]))};
    inet_pton(AF_INET, argv[1], &address.sin_addr);
    if (sock < 0 || setsockopt(sock, SOL_SOCKET, SO_RCVBUF, &wanted, sizeof wanted) != 0
        || getsockopt(sock, SOL_SOCKET, SO_RCVBUF, &granted, &length) != 0
        || bind(sock, (struct sockaddr *)&address, sizeof address) != 0) {
        fail("socket");
    }
    pthread_t reporter;
    if (pthread_create(&reporter, NULL, report, NULL) != 0) {
        fail("pthread_create");
    }
    printf("ready %d\n", granted / 2); /* the kernel doubles it, for its own bookkeeping */
    fflush(stdout);

    struct iovec parts[BATCH];
    struct mmsghdr messages[BATCH];
    memset(messages, 0, sizeof messages);
    for (int i = 0; i < BATCH; i++) {
        parts[i] = (struct iovec){.iov_base = buffers[i], .iov_len = MAX_DATAGRAM};
        messages[i].msg_hdr.msg_iov = &parts[i];
        messages[i].msg_hdr.msg_iovlen = 1;
    }
    for (;;) {
        int n = recvmmsg(sock, messages, BATCH, MSG_WAITFORONE, NULL);
        if (n < 0) {
            if (errno == EINTR) {
                continue;
            }
            fail("recvmmsg");
        }
        uint64_t received = 0;
        for (int i = 0; i < n; i++) {
            received += messages[i].msg_len;
        }
        atomic_fetch_add(&datagrams, (uint64_t)n);
        atomic_fetch_add(&bytes, received);
    }
}
