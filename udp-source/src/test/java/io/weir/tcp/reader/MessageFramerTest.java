package io.weir.tcp.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weir.tcp.Messages;
import io.weir.tcp.metrics.FramingError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFramerTest {

    private final MessageFramer framer = new MessageFramer();

    @Test
    void findsAMessageThatComesByteByByte() throws FramingException {
        byte[] message = Messages.numbered(7, 40);
        for (int i = 0; i < message.length - 1; i++) {
            assertThat(framer.next(Unpooled.wrappedBuffer(message, i, 1))).isNull();
            assertThat(framer.isWithinMessage()).isTrue();
        }

        assertThat(framer.next(Unpooled.wrappedBuffer(message, message.length - 1, 1)))
                .isEqualTo(message);
        assertThat(framer.isWithinMessage()).isFalse();
    }

    @Test
    void findsAllMessagesOfOneRead() throws FramingException {
        byte[] first = Messages.numbered(1);
        byte[] second = Messages.numbered(2, 100);
        byte[] third = Messages.numbered(3, 17);

        assertThat(all(Unpooled.wrappedBuffer(first, second, third)))
                .containsExactly(first, second, third);
        assertThat(framer.isWithinMessage()).isFalse();
    }

    @Test
    void findsTheSameMessagesHoweverReadsAreCut() throws FramingException {
        Random random = new Random(20_260_101);
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            messages.add(Messages.numbered(i, 16 + random.nextInt(200)));
        }
        byte[] stream = Messages.joined(messages);
        for (int run = 0; run < 50; run++) {
            List<byte[]> found = new ArrayList<>();
            for (int from = 0; from < stream.length; ) {
                int to = Math.min(stream.length, from + 1 + random.nextInt(1 + run * 10));
                found.addAll(all(Unpooled.wrappedBuffer(stream, from, to - from)));
                from = to;
            }
            assertThat(found).as("run %d", run).hasSameSizeAs(messages);
            assertThat(Messages.joined(found)).as("run %d", run).isEqualTo(stream);
        }
    }

    @Test
    void takesTheLongestMessageThereIs() throws FramingException {
        byte[] message = Messages.numbered(1, 65_535);

        assertThat(framer.next(Unpooled.wrappedBuffer(message))).isEqualTo(message);
    }

    @Test
    void handsOnTheArrayThatItFilled() throws FramingException {
        byte[] first = framer.next(Unpooled.wrappedBuffer(Messages.numbered(1)));
        framer.next(Unpooled.wrappedBuffer(Messages.numbered(2)));

        assertThat(Messages.number(first)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 9, 11, 0x0a00, 0x1603})
    void refusesAnotherVersionByItsFirstTwoBytes(int version) {
        ByteBuf bytes = Unpooled.buffer().writeShort(version);

        FramingException refused =
                catchThrowableOfType(FramingException.class, () -> framer.next(bytes));

        assertThat(refused.error()).isEqualTo(FramingError.VERSION);
        assertThat(refused).hasMessageContaining("version " + version);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 15})
    void refusesAMessageShorterThanItsHeader(int length) {
        ByteBuf bytes = Unpooled.buffer().writeShort(10).writeShort(length);

        FramingException refused =
                catchThrowableOfType(FramingException.class, () -> framer.next(bytes));

        assertThat(refused.error()).isEqualTo(FramingError.LENGTH);
    }

    @Test
    void refusesAnotherVersionBehindAMessage() throws FramingException {
        ByteBuf bytes = Unpooled.wrappedBuffer(Messages.numbered(1), new byte[] {0, 9});

        assertThat(framer.next(bytes)).isEqualTo(Messages.numbered(1));
        assertThatThrownBy(() -> framer.next(bytes)).isInstanceOf(FramingException.class);
    }

    @Test
    void survivesAnyBytes() {
        Random random = new Random(42);
        for (int run = 0; run < 2_000; run++) {
            MessageFramer any = new MessageFramer();
            byte[] noise = new byte[1 + random.nextInt(300)];
            random.nextBytes(noise);
            if (run % 2 == 0) {
                System.arraycopy(new byte[] {0, 10, 0, 20}, 0, noise, 0, Math.min(4, noise.length));
            }
            ByteBuf bytes = Unpooled.wrappedBuffer(noise);
            try {
                byte[] message = any.next(bytes);
                while (message != null) {
                    assertThat(message).hasSizeBetween(16, 65_535).startsWith(0, 10);
                    message = any.next(bytes);
                }
                assertThat(bytes.isReadable()).isFalse();
            } catch (FramingException e) {
                assertThat(e.error()).isIn(Arrays.asList(FramingError.values()));
            }
        }
    }

    private List<byte[]> all(ByteBuf bytes) throws FramingException {
        List<byte[]> messages = new ArrayList<>();
        for (byte[] next = framer.next(bytes); next != null; next = framer.next(bytes)) {
            messages.add(next);
        }
        return messages;
    }
}
