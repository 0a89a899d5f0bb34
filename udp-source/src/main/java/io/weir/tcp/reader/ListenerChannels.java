package io.weir.tcp.reader;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.weir.tcp.TcpListener;
import io.weir.tcp.metrics.ListenerMetrics;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.channels.spi.SelectorProvider;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens listening channels, which share their ports with those of the other subtasks of the host
 * (SO_REUSEPORT), and sets up what they accept.
 *
 * <p>Buffers are on the heap and not pooled: they live for one read, and a task manager has little
 * direct memory for others than Flink.
 */
final class ListenerChannels {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerChannels.class);

    private static final int FIRST_UNPRIVILEGED_PORT = 1024;
    private static final int LEAST_READ_BYTES = 256;
    private static final int FIRST_READ_BYTES = 2 << 10;
    private static final int MOST_READ_BYTES = 16 << 10;

    private final EventLoopGroup threads;
    private final Connections connections;
    @Nullable private final SslContext tls;

    ListenerChannels(EventLoopGroup threads, Connections connections, @Nullable SslContext tls) {
        this.threads = threads;
        this.connections = connections;
        this.tls = tls;
    }

    /**
     * Listens; the channel accepts from now on.
     *
     * @throws IOException if the address cannot be bound; the message names address, port and
     *     likely cure
     */
    Channel open(InetAddress address, TcpListener listener, ListenerMetrics metrics)
            throws IOException {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(threads)
                        .channelFactory(() -> channelOf(address))
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .option(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT), true)
                        .handler(new ListenerFailures())
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(ChannelOption.ALLOCATOR, new UnpooledByteBufAllocator(false))
                        .childOption(
                                ChannelOption.RCVBUF_ALLOCATOR,
                                new AdaptiveRecvByteBufAllocator(
                                        LEAST_READ_BYTES, FIRST_READ_BYTES, MOST_READ_BYTES))
                        .childHandler(new Admission(listener, metrics));
        ChannelFuture bound =
                bootstrap.bind(local(address, listener.port())).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw cannotListen(address, listener, bound.cause());
        }
        return bound.channel();
    }

    private static NioServerSocketChannel channelOf(InetAddress address) {
        SelectorProvider provider = SelectorProvider.provider();
        return address instanceof Inet4Address
                ? new NioServerSocketChannel(provider, InternetProtocolFamily.IPv4)
                : new NioServerSocketChannel(provider);
    }

    /** The IPv6 wildcard takes IPv4 too, and is the IPv4 wildcard where there is no IPv6. */
    private static InetSocketAddress local(InetAddress address, int port) {
        return address instanceof Inet6Address && address.isAnyLocalAddress()
                ? new InetSocketAddress(port)
                : new InetSocketAddress(address, port);
    }

    private static BindException cannotListen(
            InetAddress address, TcpListener listener, Throwable cause) {
        BindException named =
                new BindException(
                        String.format(
                                "Cannot listen on TCP %s port %d (%s). %s",
                                address.getHostAddress(),
                                listener.port(),
                                cause.getMessage(),
                                cure(address, listener.port())));
        named.initCause(cause);
        return named;
    }

    private static String cure(InetAddress address, int port) {
        try {
            if (!address.isAnyLocalAddress()
                    && NetworkInterface.getByInetAddress(address) == null) {
                return "No interface of this host has that address: bind to one that `ip address`"
                        + " lists, or to the wildcard.";
            }
        } catch (IOException e) {
            LOG.debug("The interfaces cannot be listed.", e);
        }
        return port < FIRST_UNPRIVILEGED_PORT
                ? "Ports below 1024 need CAP_NET_BIND_SERVICE: grant it, or use a higher port."
                : "Another program or user holds the port: find it with `ss -ltnp 'sport = "
                        + port
                        + "'` and stop it, or use another port.";
    }

    /** Lets connections in, or closes them at once. */
    private final class Admission extends ChannelInitializer<Channel> {

        private final TcpListener listener;
        private final ListenerMetrics metrics;

        Admission(TcpListener listener, ListenerMetrics metrics) {
            this.listener = listener;
            this.metrics = metrics;
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a refused one
        protected void initChannel(Channel channel) {
            boolean secured = listener.security() == TcpListener.Security.TLS;
            Connection connection =
                    connections.admit(
                            channel,
                            metrics,
                            secured ? Connection.Phase.TLS_HANDSHAKE : Connection.Phase.MESSAGES);
            if (connection == null) {
                channel.close();
                return;
            }
            if (secured) {
                channel.pipeline().addLast(tlsHandler(channel));
            }
            channel.pipeline().addLast(connection);
        }

        private SslHandler tlsHandler(Channel channel) {
            SslHandler handler = tls.newHandler(channel.alloc());
            handler.setHandshakeTimeoutMillis(0); // the connection's own time limit holds
            return handler;
        }
    }

    /** Accepting can fail for a while, as when the process has too many files open. */
    private final class ListenerFailures extends ChannelInboundHandlerAdapter {

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            LOG.warn("Accepting TCP connections fails; it goes on in a second.", cause);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (!connections.isStopped()) {
                connections.fail(
                        new IOException("The socket that listens for connections is closed."));
            }
        }
    }
}
