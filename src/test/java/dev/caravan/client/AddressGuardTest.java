package dev.caravan.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "2852039166", // the same address as one number
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "fe80::1",
                "fd00:ec2::254",
                "fd20:ce::254",
                "100.100.100.200",
                "168.63.129.16",
                "224.0.0.1",
                "ff02::1",
                "0.0.0.0",
                "::"
            })
    void isNeverCalled(String address) throws UnknownHostException {
        assertThat(AddressGuard.refuses(InetAddress.getByName(address))).isTrue();
        assertThatThrownBy(() -> AddressGuard.check(address)).isInstanceOf(AddressRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.0.1",
                "fd12::1",
                "93.184.216.34",
                "2001:db8::1"
            })
    void isWhereServicesLive(String address) throws UnknownHostException {
        assertThat(AddressGuard.refuses(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void aNameIsRefusedWhenNothingButRefusedAddressesAreBehindIt() throws UnknownHostException {
        GuardedResolver none = new GuardedResolver(names("169.254.169.254", "fe80::1"));
        assertThatThrownBy(() -> none.resolve("inside.example"))
                .isInstanceOf(AddressRefusedException.class)
                .hasMessageStartingWith("inside.example is a link-local");
        GuardedResolver some = new GuardedResolver(names("169.254.169.254", "127.0.0.1"));
        assertThat(some.resolve("both.example")).containsExactly(InetAddress.getLoopbackAddress());
    }

    /** Every name has these addresses. */
    static DnsResolver names(String... addresses) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                InetAddress[] found = new InetAddress[addresses.length];
                for (int at = 0; at < found.length; at++) {
                    found[at] = InetAddress.getByName(addresses[at]);
                }
                return found;
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host + Arrays.toString(addresses);
            }
        };
    }
}
