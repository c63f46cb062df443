package dev.caravan.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.authentication.Means;
import dev.caravan.door.Wire.Answer;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DoorAccessTest {
    private static RunningDoor door;

    @BeforeAll
    static void open() throws Exception {
        DoorSettings settings = RunningDoor.settings(
                List.of("common", "common-new"), Map.of("flux", RunningDoor.auth("token", "own:ü+")));
        door = new RunningDoor(settings, Limits.standard(), RunningDoor.stubs());
    }

    @AfterAll
    static void close() {
        door.close();
    }

    private static Answer post(String path, String authorization) throws Exception {
        String header = authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n";
        return Wire.post(door.port(), path, "Content-Type: application/json\r\n" + header, "{}".getBytes(UTF_8));
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "/webhook, Bearer common",
        "/webhook/, bearer common-new",
        "/webhook/acr, Bearer common",
        "/webhook/acr/common, ''",
        "/webhook/acr/common-new/, ''",
        "/webhook/flux/own:%C3%BC+, ''",
    })
    void opensToTheRightToken(String path, String authorization) throws Exception {
        assertThat(post(path, authorization).status()).isEqualTo(path.endsWith("new/") ? 404 : 202);
    }

    @Test
    void opensToABasicPasswordWithColons() throws Exception {
        assertThat(post("/webhook/flux", basic("anyone:own:ü+")).status()).isEqualTo(202);
        assertThat(post("/webhook/acr", basic(":common")).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer commo",
                "Bearer common1",
                "Bearer COMMON",
                "common",
                "Basic !!",
                "Basic Y29tbW9u",
                "Digest common",
                "Bearer own:ü+"
            })
    void answersEveryMissingOrWrongTokenAlike(String authorization) throws Exception {
        Answer answer = post("/webhook/acr", authorization);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("invalid-token");
        assertThat(answer.headers()).containsKey("www-authenticate");
        assertThat(withoutId(answer)).isEqualTo(withoutId(post("/webhook", "")));
    }

    @Test
    void letsASourceOfItsOwnSchemeInByItsOwnTokenOnly() throws Exception {
        assertThat(post("/webhook/flux", "Bearer common").status()).isEqualTo(401);
        assertThat(post("/webhook/flux/common", "").status()).isEqualTo(404);
    }

    @Test
    void isNoWayAroundTheSchemeOfADetectedSource() throws Exception {
        DoorSettings settings = RunningDoor.settings(List.of(), Map.of("acr", RunningDoor.auth("token", "own")));
        // the stub detects acr whatever comes
        try (RunningDoor open = new RunningDoor(settings, Limits.standard(), RunningDoor.stubs())) {
            assertThat(Wire.post(open.port(), "/webhook", "{}").status()).isEqualTo(401);
            assertThat(Wire.post(open.port(), "/webhook/flux", "{}").status()).isEqualTo(202);
            assertThat(Wire.post(
                                    open.port(),
                                    "/webhook",
                                    "Content-Type: application/json\r\nAuthorization: Bearer own\r\n",
                                    "{}".getBytes(UTF_8))
                            .status())
                    .isEqualTo(202);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhook/nobody",
                "/webhook/nobody/common",
                "/webhook/acr/commo",
                "/webhook/acr/common/x",
                "/webhook/ACR/common",
                "/webhook//common",
                "/webhook/acr/%zz",
                "/webhook/%61cr/common"
            })
    void hidesWhichSourcesExist(String path) throws Exception {
        Answer answer = post(path, "");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(withoutId(answer)).isEqualTo(withoutId(post("/webhook/acr/wrong", "")));
    }

    @Test
    void doesNotEchoTheTokenOfAPath() throws Exception {
        assertThat(post("/webhook/acr/canary", "").body()).doesNotContain("canary");
    }

    @Test
    void asksForTheTokenBeforeItReadsTheJson() throws Exception {
        assertThat(Wire.post(door.port(), "/webhook", "{").status()).isEqualTo(401);
    }

    @Test
    void refusesASchemeItDoesNotKnow() {
        DoorSettings settings = RunningDoor.settings(List.of(), Map.of("acr", RunningDoor.auth("magic", "x")));
        assertThatThrownBy(() -> new Gate(settings, Means.offline(Clock.systemUTC())))
                .hasMessageContaining("source.acr.auth: unknown scheme magic");
    }

    @Test
    void refusesAnEmptySecret() {
        DoorSettings settings = RunningDoor.settings(List.of(), Map.of("acr", RunningDoor.auth("token", " ")));
        assertThatThrownBy(() -> new Gate(settings, Means.offline(Clock.systemUTC())))
                .hasMessageContaining("must not be empty");
    }

    @Test
    void showsNoSecretOfItsSettings() {
        assertThat(RunningDoor.settings(List.of("canary"), Map.of("acr", RunningDoor.auth("token", "canary")))
                        .toString())
                .doesNotContain("canary");
    }

    private static String withoutId(Answer answer) throws Exception {
        String id = String.valueOf(answer.json().get("requestId"));
        return answer.headers() + answer.body().replace(id, "");
    }

    private static Answer options(String path, String headers) throws Exception {
        return Wire.raw(door.port(), "OPTIONS " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "/webhook, 200",
        "/webhook/flux, 200",
        "/webhook/acr/common, 200",
        "/webhook/flux/common, 404",
        "/webhook/acr/wrong, 404",
        "/webhook/unknown, 404",
        "/webhook/unknown/common, 404",
        "/elsewhere, 404"
    })
    void whoAsksWhetherEventsAreWantedIsToldSo(String path, int status) throws Exception {
        Answer answer = options(path, "WebHook-Request-Origin: eventgrid.azure.net\r\nWebHook-Request-Rate: 120\r\n");
        assertThat(answer.status()).isEqualTo(status);
        if (status == 200) {
            assertThat(answer.headers())
                    .containsEntry("webhook-allowed-origin", "eventgrid.azure.net")
                    .containsEntry("webhook-allowed-rate", "120")
                    .containsEntry("allow", "POST");
            assertThat(answer.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Origin: x\r\nAccess-Control-Request-Method: POST\r\n",
                "WebHook-Request-Origin: a b\r\n",
                "WebHook-Request-Origin: a\r\nContent-Length: 2\r\n"
            })
    void anyOtherOptionsIsNotAllowed(String headers) throws Exception {
        assertThat(options("/webhook", headers).status()).isEqualTo(405);
    }

    @Test
    void aRateIsGrantedOnlyWhenOneIsAskedFor() throws Exception {
        assertThat(options("/webhook", "WebHook-Request-Origin: a\r\n").headers())
                .doesNotContainKey("webhook-allowed-rate");
        assertThat(options("/webhook", "WebHook-Request-Origin: a\r\nContent-Length: 0\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(options("/webhook", "WebHook-Request-Origin: a\r\nWebHook-Request-Rate: lots\r\n")
                        .headers())
                .containsEntry("webhook-allowed-rate", "*");
    }

    @ParameterizedTest
    @CsvSource({
        "/webhook?access_token=common, '', 202",
        "/webhook/flux?a=b&access_token=own%3A%C3%BC%2B, '', 202",
        "/webhook?access_token=wrong, '', 401",
        "/webhook?access_token=common&access_token=wrong, '', 401",
        "/webhook?access_token=common, Bearer wrong, 401",
        "/webhook?access_token=%zz, '', 401",
        "/webhook?other=common, '', 401"
    })
    void aTokenMayComeInTheQuery(String path, String authorization, int status) throws Exception {
        Answer answer = post(path, authorization);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("common").doesNotContain("wrong");
    }
}
