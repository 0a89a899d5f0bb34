/*
 * Sends the datagrams of an export file over and over, at a given rate, as several exporters, with
 * sequence numbers and export times that are right, and says exactly what it sent.
 *
 *   sender FILE ADDRESS PORT RATE SECONDS EXPORTERS
 *
 * RATE is datagrams per second, 0 for as fast as it goes. Exporter n sends from 127.0.1.n. Template
 * datagrams come first and every 10 seconds, from each exporter. A signal ends it early. It spins
 * between datagrams: give it a core of its own.
 *
 * The file, all numbers big-endian:
 *
 *   protocol   4 bytes: 5, 9 or 10, as in the header
 *   datagrams  4
 *   then each: records 4 (0 for one with templates only), length 4, the bytes
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define BURST 4
#define TEMPLATES_EVERY_NANOS 10000000000ull
#define MAX_EXPORTERS 250

struct datagram {
    uint32_t records;
    uint32_t length;
    uint8_t *bytes;
};

struct exporter {
    int socket;
    uint32_t sequence;
};

static volatile sig_atomic_t stopped;
static uint32_t protocol;
static struct datagram *templates, *flows;
static uint32_t template_count, flow_count;
static struct exporter exporters[MAX_EXPORTERS];
static uint64_t sent_datagrams, sent_records, sent_bytes, sent_templates;

static void fail(const char *what) {
    fprintf(stderr, "sender: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void stop(int signal) {
    (void)signal;
    stopped = 1;
}

static uint64_t nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000ull + (uint64_t)now.tv_nsec;
}

static uint32_t read_u32(FILE *file) {
    uint8_t bytes[4];
    if (fread(bytes, 1, sizeof bytes, file) != sizeof bytes) {
        fprintf(stderr, "sender: the export file is cut\n");
        exit(1);
    }
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void read_file(const char *name) {
    FILE *file = fopen(name, "rb");
    if (file == NULL) {
        fail(name);
    }
    protocol = read_u32(file);
    uint32_t count = read_u32(file);
    templates = calloc(count, sizeof *templates);
    flows = calloc(count, sizeof *flows);
    if (templates == NULL || flows == NULL) {
        fail("memory");
    }
    for (uint32_t i = 0; i < count; i++) {
        struct datagram datagram = {.records = read_u32(file), .length = read_u32(file)};
        datagram.bytes = malloc(datagram.length);
        if (datagram.bytes == NULL
            || fread(datagram.bytes, 1, datagram.length, file) != datagram.length) {
            fail(name);
        }
        if (datagram.records == 0) {
            templates[template_count++] = datagram;
        } else {
            flows[flow_count++] = datagram;
        }
    }
    fclose(file);
    if (flow_count < BURST) {
        fprintf(stderr, "sender: %s has fewer than %d datagrams of flows\n", name, BURST);
        exit(1);
    }
}

static int open_socket(const char *address, int port, int exporter) {
    int sock = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in from = {.sin_family = AF_INET};
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    from.sin_addr.s_addr = htonl(0x7f000101u + (uint32_t)exporter);
    if (inet_pton(AF_INET, address, &to.sin_addr) != 1) {
        fprintf(stderr, "sender: %s is no IPv4 address\n", address);
        exit(2);
    }
    if (sock < 0 || bind(sock, (struct sockaddr *)&from, sizeof from) != 0
        || connect(sock, (struct sockaddr *)&to, sizeof to) != 0) {
        fail("socket");
    }
    return sock;
}

static void put_u32(uint8_t *at, uint32_t value) {
    uint32_t wire = htonl(value);
    memcpy(at, &wire, sizeof wire);
}

/* Export time and sequence number. v5 numbers flows, v9 datagrams, IPFIX data records. */
static void stamp(struct datagram *datagram, struct exporter *exporter, uint32_t seconds) {
    switch (protocol) {
        case 5:
            put_u32(datagram->bytes + 8, seconds);
            put_u32(datagram->bytes + 16, exporter->sequence);
            exporter->sequence += datagram->records;
            break;
        case 9:
            put_u32(datagram->bytes + 8, seconds);
            put_u32(datagram->bytes + 12, exporter->sequence);
            exporter->sequence++;
            break;
        default:
            put_u32(datagram->bytes + 4, seconds);
            put_u32(datagram->bytes + 8, exporter->sequence);
            exporter->sequence += datagram->records;
    }
}

static void send_burst(struct datagram *first, int count, struct exporter *exporter) {
    struct iovec parts[BURST];
    struct mmsghdr messages[BURST];
    uint32_t seconds = (uint32_t)time(NULL);
    memset(messages, 0, sizeof messages);
    for (int i = 0; i < count; i++) {
        stamp(&first[i], exporter, seconds);
        parts[i] = (struct iovec){.iov_base = first[i].bytes, .iov_len = first[i].length};
        messages[i].msg_hdr.msg_iov = &parts[i];
        messages[i].msg_hdr.msg_iovlen = 1;
    }
    for (int done = 0; done < count;) {
        int n = sendmmsg(exporter->socket, messages + done, (unsigned)(count - done), 0);
        if (n < 0) {
            if (errno == EINTR || errno == ENOBUFS || errno == EAGAIN) {
                continue;
            }
            fail("sendmmsg");
        }
        done += n;
    }
    for (int i = 0; i < count; i++) {
        sent_datagrams++;
        sent_records += first[i].records;
        sent_bytes += first[i].length;
    }
}

static void send_templates(int exporter_count) {
    for (int e = 0; e < exporter_count; e++) {
        for (uint32_t t = 0; t < template_count; t++) {
            send_burst(&templates[t], 1, &exporters[e]);
            sent_templates++;
        }
    }
}

int main(int argc, char **argv) {
    if (argc != 7) {
        fprintf(stderr, "usage: sender FILE ADDRESS PORT RATE SECONDS EXPORTERS\n");
        return 2;
    }
    double rate = atof(argv[4]);
    uint64_t duration = (uint64_t)(atof(argv[5]) * 1e9);
    int exporter_count = atoi(argv[6]);
    if (exporter_count < 1 || exporter_count > MAX_EXPORTERS) {
        fprintf(stderr, "sender: EXPORTERS is 1 to %d, not %s\n", MAX_EXPORTERS, argv[6]);
        return 2;
    }
    struct sigaction action = {.sa_handler = stop};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    read_file(argv[1]);
    for (int e = 0; e < exporter_count; e++) {
        exporters[e].socket = open_socket(argv[2], atoi(argv[3]), e);
    }

    uint64_t start = nanos(), next_templates = start, now = start, worst_lag = 0;
    uint32_t next = 0;
    int exporter = 0;
    uint64_t paced = 0;
    while (!stopped && now - start < duration) {
        if (now >= next_templates) {
            next_templates += TEMPLATES_EVERY_NANOS;
            send_templates(exporter_count);
        }
        uint64_t due = rate > 0 ? start + (uint64_t)((double)paced * 1e9 / rate) : now;
        if (now < due) {
            now = nanos();
            continue;
        }
        worst_lag = now - due > worst_lag ? now - due : worst_lag;
        if (next + BURST > flow_count) {
            next = 0;
        }
        send_burst(&flows[next], BURST, &exporters[exporter]);
        next += BURST;
        paced += BURST;
        exporter = (exporter + 1) % exporter_count;
        now = nanos();
    }
    printf("{\"datagrams\":%" PRIu64 ",\"flows\":%" PRIu64 ",\"bytes\":%" PRIu64
           ",\"template_datagrams\":%" PRIu64 ",\"seconds\":%.6f,\"worst_lag_ms\":%.3f}\n",
           sent_datagrams, sent_records, sent_bytes, sent_templates, (double)(now - start) / 1e9,
           (double)worst_lag / 1e6);
    return 0;
}
