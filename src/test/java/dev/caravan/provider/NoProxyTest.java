package dev.caravan.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hooks.corp | hooks.corp",
                "hooks.corp | a.hooks.corp",
                "x.example, Hooks.Corp | HOOKS.corp",
                ".corp | hooks.corp",
                "*.corp | hooks.corp",
                "* | anything.example",
                "10.1.2.3 | 10.1.2.3",
                "10.0.0.0/8 | 10.200.3.4",
                "192.168.4.0/23 | 192.168.5.9",
                "::1 | [::1]",
                "[::1] | ::1",
                "fd00::/8 | fd12::7",
                "hooks.corp:443 | hooks.corp",
                "[::1]:443 | ::1",
                "a b c | b"
            })
    void itCovers(String list, String host) {
        assertThat(NoProxy.parse(list).covers(host, 443)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | hooks.corp",
                "hooks.corp | myhooks.corp",
                "hooks.corp | corp",
                ".corp | corp",
                "hooks.corp:80 | hooks.corp",
                "10.0.0.0/8 | 11.0.0.1",
                "10.0.0.0/8 | ten.corp",
                "10.0.0.0/99 | 10.0.0.1",
                "fd00::/8 | 10.0.0.1",
                "/ | hooks.corp"
            })
    void itDoesNotCover(String list, String host) {
        assertThat(NoProxy.parse(list).covers(host, 443)).isFalse();
    }
}
