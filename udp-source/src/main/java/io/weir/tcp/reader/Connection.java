package io.weir.tcp.reader;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.weir.tcp.metrics.CloseReason;
import io.weir.tcp.metrics.FramingError;
import io.weir.tcp.metrics.ListenerMetrics;
import java.io.IOException;
import java.time.Duration;
import javax.annotation.Nullable;
import javax.net.ssl.SSLException;

/** One connection: from its bytes to messages, until one side closes it. */
final class Connection extends ChannelInboundHandlerAdapter {

    /** How far a connection is. */
    enum Phase {
        TLS_HANDSHAKE,
        MESSAGES
    }

    private static final long NO_NUMBER = 0;

    private final Connections connections;
    private final Channel channel;
    private final Sender sender;
    private final ListenerMetrics listener;
    private final MessageFramer framer = new MessageFramer();

    private Phase phase;
    private long number = NO_NUMBER;

    /** When the phase, or the message that is not complete, began. */
    private long begunNanos;

    private long lastReadNanos;
    @Nullable private CloseReason closeReason;

    Connection(
            Connections connections,
            Channel channel,
            Sender sender,
            ListenerMetrics listener,
            Phase phase) {
        this.connections = connections;
        this.channel = channel;
        this.sender = sender;
        this.listener = listener;
        this.phase = phase;
        this.begunNanos = connections.now();
        this.lastReadNanos = begunNanos;
    }

    Sender sender() {
        return sender;
    }

    ListenerMetrics listener() {
        return listener;
    }

    /** Its number, given with its first message: a connection without messages leaves no trace. */
    long number() {
        if (number == NO_NUMBER) {
            number = connections.numberOfNext();
        }
        return number;
    }

    boolean isNumbered() {
        return number != NO_NUMBER;
    }

    void setReading(boolean reading) {
        channel.config().setAutoRead(reading);
    }

    /** Closes it; the first reason counts. */
    @SuppressWarnings("FutureReturnValueIgnored") // channelInactive tells when it is done
    void close(CloseReason reason) {
        if (closeReason == null) {
            closeReason = reason;
        }
        channel.close();
    }

    void closeIfOverdue(ConnectionLimits limits) {
        if (phase == Phase.TLS_HANDSHAKE) {
            if (isOver(limits.handshake(), begunNanos)) {
                close(CloseReason.TLS);
            }
        } else if (framer.isWithinMessage() && isOver(limits.message(), begunNanos)) {
            connections.logClosing(channel, "a message is not complete in time");
            close(CloseReason.SLOW);
        } else if (isOver(limits.idle(), lastReadNanos)) {
            close(CloseReason.IDLE);
        }
    }

    private boolean isOver(Duration limit, long sinceNanos) {
        return connections.now() - sinceNanos > limit.toNanos();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        ByteBuf bytes = (ByteBuf) read;
        try {
            if (closeReason == null) {
                takeMessages(bytes);
            }
        } catch (FramingException e) {
            connections.metrics().framingError(e.error());
            connections.logClosing(channel, e.getMessage());
            close(CloseReason.FRAMING);
        } finally {
            bytes.release();
        }
    }

    private void takeMessages(ByteBuf bytes) throws FramingException {
        boolean beginsMessage = !framer.isWithinMessage();
        lastReadNanos = connections.now();
        byte[] message = framer.next(bytes);
        while (message != null) {
            connections.received(this, message);
            beginsMessage = true;
            message = framer.next(bytes);
        }
        if (beginsMessage) {
            begunNanos = lastReadNanos;
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
            return;
        }
        if (handshake.isSuccess()) {
            phase = Phase.MESSAGES;
            lastReadNanos = connections.now();
        } else if (closeReason != CloseReason.STOP) {
            connections.metrics().tlsHandshakeFailed();
            connections.logClosing(channel, "no TLS: " + handshake.cause().getMessage());
            close(CloseReason.TLS);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof SSLException
                || (cause instanceof DecoderException
                        && cause.getCause() instanceof SSLException)) {
            close(CloseReason.TLS);
        } else if (cause instanceof IOException) {
            close(CloseReason.RESET);
        } else {
            connections.fail(cause);
            close(CloseReason.STOP);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        CloseReason reason = closeReason == null ? CloseReason.PEER : closeReason;
        if (framer.isWithinMessage()
                && (reason == CloseReason.PEER || reason == CloseReason.RESET)) {
            connections.metrics().framingError(FramingError.TRUNCATED);
        }
        connections.ended(this, reason);
    }
}
