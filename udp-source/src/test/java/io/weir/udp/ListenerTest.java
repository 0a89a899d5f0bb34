package io.weir.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenerTest {

    @Test
    void readsANameAndAPort() {
        assertThat(Listener.parse("core-1=2055")).isEqualTo(new Listener("core-1", 2055));
        assertThat(Listener.parse(new Listener("a", 65_535).toString()))
                .isEqualTo(new Listener("a", 65_535));
    }

    @Test
    void namesAPortWithoutNameByItsNumber() {
        assertThat(Listener.parse("02055")).isEqualTo(new Listener("2055", 2055));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                | '' is no listener: write NAME=PORT or PORT, as in"
                        + " netflow=2055.",
                "netflow=          | 'netflow=' is no listener: write NAME=PORT or PORT",
                "a=b=1             | 'a=b=1' is no listener",
                "netflow=-1        | 'netflow=-1' is no listener",
                "netflow=٢         | 'netflow=٢' is no listener",
                "netflow=0         | Listener netflow has port 0: give one of 1 to 65535.",
                "netflow=65536     | Listener netflow has port 65536: give one of 1 to 65535.",
                "=2055             | '' is no name of a listener: give 1 to 32 of a-z, 0-9 and -.",
                "NetFlow=2055      | 'NetFlow' is no name of a listener",
                "abcdefghijklmnopqrstuvwxyz-0123456=1 | is no name of a listener",
            })
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> Listener.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
