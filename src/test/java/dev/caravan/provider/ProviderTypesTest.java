package dev.caravan.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderTypesTest {
    @TempDir
    Path folder;

    @Test
    void aFolderWithItsKameletIsAType() throws Exception {
        kamelet("chat", """
                metadata:
                  annotations:
                    caravan.dev/rate: 10/min
                    caravan.dev/outcomes: |
                      200 delivered
                      429 rate-limited
                spec:
                  definition:
                    title: Chat
                    description: Sends events.
                    required: [address]
                    properties:
                      address: {type: string, format: password, pattern: "^https://", example: "https://x"}
                      botName: {type: string, default: caravan, enum: [caravan, camel]}
                """);
        Files.createDirectories(folder.resolve("empty"));

        ProviderTypes types = ProviderTypes.in(folder);
        assertThat(types.names()).containsExactly("chat");
        ProviderType chat = types.get("chat");
        assertThat(chat.rate()).isEqualTo(new Rate(10, Duration.ofMinutes(1)));
        assertThat(chat.outcomes()).isEqualTo("200 delivered\n429 rate-limited");
        assertThat(chat.required()).containsExactly("address");
        assertThat(chat.settings().values()).extracting(Setting::key).containsExactly("address", "bot-name");
        assertThat(chat.settings().values()).extracting(Setting::password).containsExactly(true, false);
    }

    @Test
    void anUnknownTypeIsAnError() {
        assertThatThrownBy(() -> ProviderTypes.in(folder.resolve("nowhere")).get("chat"))
                .isInstanceOf(ProviderTypeException.class)
                .hasMessage("there is no provider type chat");
    }

    @ParameterizedTest
    @CsvSource({"1/s,1,PT1S", "10/min,10,PT1M", "450/h,450,PT1H", "0,0,PT1S", "0/h,0,PT1S"})
    void aRateIsACountInAPeriod(String text, int count, Duration period) {
        assertThat(Rate.parse(text)).isEqualTo(new Rate(count, period));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "-1/s", "1/week", "1.5/s", "x/s", "9999999/s"})
    void anythingElseIsNoRate(String text) {
        assertThatThrownBy(() -> Rate.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"viaHttp,via-http", "caCrt,ca.crt", "tlsKey,tls.key", "address,address"})
    void aSettingHasTwoSpellings(String property, String key) {
        assertThat(SettingNames.kebabCase(property)).isEqualTo(key);
        assertThat(SettingNames.camelCase(key)).isEqualTo(property);
    }

    @ParameterizedTest
    @CsvSource({
        "https://user:canary@hooks.example:8443/canary?t=canary#canary,https://hooks.example:8443/…",
        "http://hooks.example,http://hooks.example/…",
        "canary,…"
    })
    void anAddressIsShownAsSchemeHostAndPort(String address, String shown) {
        assertThat(Address.masked(address)).isEqualTo(shown);
    }

    private void kamelet(String type, String yaml) throws IOException {
        Files.createDirectories(folder.resolve(type));
        Files.writeString(folder.resolve(type).resolve(type + ".kamelet.yaml"), yaml);
    }
}
