package dev.caravan.jsonata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingFunctionsTest {
    private static @Nullable Object of(String document, Map<String, Object> input) {
        return new JsonataExpression("test", document).evaluate(input, Map.of());
    }

    @Test
    void textOfWhatIsMissingOrNullIsEmpty() {
        Map<String, Object> input = new HashMap<>();
        input.put("given", null);
        assertThat(of("$text(given) & $text(missing) & $text(null) & '.'", input))
                .isEqualTo(".");
    }

    @Test
    void textOfValuesIsTheirJson() {
        assertThat(of(
                        "$text(number) & $text(list) & $text(text)",
                        Map.of("number", 5, "list", List.of(1, 2), "text", "a")))
                .isEqualTo("5[1,2]a");
    }

    @Test
    void aCutIsVisibleAndFallsBetweenCodePoints() {
        Map<String, Object> input = Map.of("text", "a🚀🚀🚀");
        assertThat(of("$cut(text, 4)", input)).isEqualTo("a🚀🚀🚀");
        assertThat(of("$cut(text, 3)", input)).isEqualTo("a🚀…");
        assertThat(of("$cut(missing, 3)", input)).isEqualTo("");
    }

    @Test
    void charactersAreEscapedOnce() {
        Map<String, Object> input = Map.of("text", "<!channel> & co");
        assertThat(of("$escape(text, {'&': '&amp;', '<': '&lt;', '>': '&gt;'})", input))
                .isEqualTo("&lt;!channel&gt; &amp; co");
        assertThat(of("$escape(text, {'*': '\\\\*'})", input)).isEqualTo("<!channel> & co");
    }

    @Test
    void whatIsEscapedIsMeasuredAfterThatAndCutBetweenEscapes() {
        Map<String, Object> input = Map.of("text", "ab<<🚀");
        assertThat(of("$escape(text, {'<': '&lt;'}, 11)", input)).isEqualTo("ab&lt;&lt;🚀");
        assertThat(of("$escape(text, {'<': '&lt;'}, 10)", input)).isEqualTo("ab&lt;…");
        assertThat(of("$escape(text, {'<': '&lt;'}, 6)", input)).isEqualTo("ab…");
        assertThat(of("$escape(text, {'<': '&lt;'}, 1)", input)).isEqualTo("…");
        assertThat(of("$escape(text, {'<': '&lt;'}, 0) & $escape(text, {}, -5)", input))
                .isEqualTo("");
        assertThat(of("$escape(text, {}, -5000) & $fit(text, {}, -5000)", input))
                .isEqualTo("");
        assertThat(of("$escape(missing, {'<': '&lt;'}, 5)", input)).isEqualTo("");
    }

    @Test
    void ofTwoKeysTheFirstDecides() {
        assertThat(of("$escape(text, {'](': '|', ']': '-'})", Map.of("text", "[a](b) [c]")))
                .isEqualTo("[a|b) [c-");
    }

    @Test
    void nobodyIsMentioned() {
        Map<String, Object> input = Map.of("text", "@bob <@1> x@Everyone main@sha1:1 a@b.c");
        assertThat(of("$mute(text) & $mute(missing)", input))
                .isEqualTo("@\u200bbob <@\u200b1> x@\u200bEveryone main@sha1:1 a@b.c");
    }

    @Test
    void whatFitsIsMeasuredInTheBytesThatAreSent() throws Exception {
        String text = "a\"\\\n\u0001é漢🚀<".repeat(3);
        for (int most = 3; most <= 90; most++) {
            Object fitted = of("$fit(text, {'<': '&lt;'}, " + most + ")", Map.of("text", text));
            int bytes = new ObjectMapper().writeValueAsBytes(fitted).length - 2;
            assertThat(bytes).isLessThanOrEqualTo(most).isGreaterThan(Math.min(most, 87) - 13);
        }
        assertThat(of("$bytes(['é', text])", Map.of("text", "🚀"))).isEqualTo(21);
    }

    @Test
    void aBodyIsSignedByItsBytes() {
        String expected = "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8";
        String text = "The quick brown fox jumps over the lazy dog";
        String document = "$hmac(body, 'key', 'SHA-256')";
        assertThat(of(document, Map.of("body", text))).isEqualTo(expected);
        assertThat(of(document, Map.of("body", text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(expected);
        assertThat(of("$hmac(body, 'key', 'SHA-1')", Map.of("body", text)))
                .isEqualTo("de7c9b85b8b78aa6bc8a7a36f70a90701c9db4d9");
    }

    @Test
    void wordsOfAReasonAreApart() {
        assertThat(List.of("ApplySucceeded", "PDFLoader", "Retry3Times", "imagePushed", "OK", "a_b", "two  Words", ""))
                .map(reason -> of("$words(reason)", Map.of("reason", reason)))
                .containsExactly(
                        "apply succeeded",
                        "pdf loader",
                        "retry 3 times",
                        "image pushed",
                        "ok",
                        "a _ b",
                        "two words",
                        "");
        assertThat(of("$words(missing)", Map.of())).isEqualTo("");
    }

    @Test
    void aDigestIsHexadecimal() {
        assertThat(of("$digest('kustomization/webapp/0c9c2e41', 'SHA-1')", Map.of()))
                .isEqualTo("4abc3ba6f171924ecece234c03192982da12888b");
    }

    @Test
    void aJsonTextIsReadAndAnotherTextIsNothing() {
        assertThat(of("$json(text)[name = 'b'].state", Map.of("text", "[{\"name\":\"b\",\"state\":\"ok\"}]")))
                .isEqualTo("ok");
        assertThat(List.of("", "<html>", "{\"half\":"))
                .map(text -> of("$json(text)", Map.of("text", text)))
                .containsOnlyNulls();
    }

    @Test
    void everyFormOfARevisionNamesItsCommit() {
        String sha = "731f7eaddfb6af01cb2173e18f0f75b0ba780ef1";
        assertThat(List.of(
                        "main@sha1:" + sha,
                        "feature/x@sha1:" + sha,
                        "sha1:" + sha,
                        "main/" + sha,
                        "env/dev/" + sha,
                        "HEAD/" + sha,
                        sha,
                        " " + sha.toUpperCase(Locale.ROOT) + "\n"))
                .map(MappingFunctionsTest::commit)
                .containsOnly(sha);
        assertThat(commit("main/" + sha + sha.substring(16))).isEqualTo(sha + sha.substring(16));
    }

    @Test
    void whatNamesNoCommitGivesNone() {
        String digest = "a71f2bd8a4c1c9d7f0d7a0b34e1f9f2b0a5f6a4d1f53c9c4f2de1f1c0e7b5a90";
        assertThat(List.of(
                        "master",
                        "badhash",
                        "latest@sha256:" + digest,
                        "main@sha1:" + digest.substring(0, 39),
                        "main@sha1:../../" + "g".repeat(40),
                        "v1.2.3",
                        ""))
                .map(MappingFunctionsTest::commit)
                .containsOnlyNulls();
        assertThat(of("$exists($commit(metadata))", Map.of())).isEqualTo(false);
    }

    private static @Nullable Object commit(String revision) {
        return of("$commit(metadata)", Map.of("metadata", Map.of("revision", revision)));
    }

    @Test
    void theFirstKeyThatIsNotEmptyNamesTheCommit() {
        String document = "$commit(metadata)";
        Map<String, Object> metadata = new HashMap<>(Map.of("revision", "main@sha1:" + "1".repeat(40)));
        metadata.put("originRevision", "main@sha1:" + "2".repeat(40));
        metadata.put("commit", "");
        assertThat(of(document, Map.of("metadata", metadata))).isEqualTo("2".repeat(40));
        metadata.put("commit", "3".repeat(40));
        assertThat(of(document, Map.of("metadata", metadata))).isEqualTo("3".repeat(40));
    }

    @Test
    void everyFormOfARepositorysAddressHasItsParts() {
        String document = "$repository(address).(url & ' ' & $join(segments.$encodeUrlComponent($), '/'))";
        assertThat(List.of(
                        "https://git.example/acme/web",
                        "https://Git.Example/acme/web.git/",
                        "ssh://git@git.example:2222/acme/web.git",
                        "git@git.example:acme/web.git",
                        "git@git.example:/acme//web"))
                .map(address -> of(document, Map.of("address", address)))
                .containsOnly("https://git.example acme/web");
        assertThat(of(document, Map.of("address", "http://git.example:3000/a%20b/c%2Fd/x?y=%zz")))
                .isEqualTo("http://git.example:3000 a%20b/c%2Fd/x%3Fy%3D%25zz");
        assertThat(of(document, Map.of("address", "https://git.example/1234"))).isEqualTo("https://git.example 1234");
        assertThat(of(document, Map.of("address", "nowhere"))).isNull();
    }

    @Test
    void secondsSince1970AreADateTime() {
        assertThat(List.of(1602634502, 1602634502L, 1.602634502E9, 1602634502.25, -1))
                .extracting(seconds -> of("$instant(seconds)", Map.of("seconds", seconds)))
                .containsExactly(
                        "2020-10-14T00:15:02Z",
                        "2020-10-14T00:15:02Z",
                        "2020-10-14T00:15:02Z",
                        "2020-10-14T00:15:02.250Z",
                        "1969-12-31T23:59:59Z");
    }

    @Test
    void whatIsNoNumberOfSecondsIsNoDateTime() {
        assertThat(List.of("1602634502", 1e300, 253_402_300_800L, List.of()))
                .allSatisfy(seconds -> assertThat(of("$instant(seconds)", Map.of("seconds", seconds)))
                        .isNull());
        assertThat(of("$instant(missing)", Map.of())).isNull();
    }

    @Test
    void aDateTimeIsSecondsSince1970() {
        assertThat(of("$seconds(time)", Map.of("time", "2020-10-14T02:15:02.82330594+02:00")))
                .isEqualTo(1602634502L);
        assertThat(of("$seconds('yesterday')", Map.of())).isNull();
        assertThat(of("$seconds(missing)", Map.of())).isNull();
    }

    @Test
    void aListOfKeysDerivesTheKeyAsAmazonDoes() {
        String secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"; // of Amazon's documentation
        assertThat(of(
                        "$hmac('aws4_request', ['AWS4' & secret, '20150830', 'us-east-1', 'iam'], 'SHA-256')",
                        Map.of("secret", secret)))
                .isEqualTo("c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9");
        assertThat(of("$hmac('x', 'key', 'SHA-1', 'base64')", Map.of())).isEqualTo("KgDo6DQ9+GxMGIsmPuyjMa+jFUg=");
    }

    private static @Nullable Object incident(String severity, String reason, Map<String, Object> object) {
        return of("$incident($)", Map.of("severity", severity, "reason", reason, "involvedObject", object));
    }

    @Test
    void whatIsFiringAndWhatIsResolvedIsTheSameIncident() {
        Map<String, Object> flux = Map.of("kind", "Kustomization", "name", "web", "uid", "7d0cdc51-ddcf-4743");
        assertThat(incident("error", "HealthCheckFailed", flux))
                .isEqualTo(Map.of("key", "7d0cdc51-ddcf-4743", "status", "firing"));
        assertThat(incident("info", "ReconciliationSucceeded", flux))
                .isEqualTo(Map.of("key", "7d0cdc51-ddcf-4743", "status", "resolved"));

        Map<String, Object> nameless = Map.of("kind", "Alert", "uid", "/subscriptions/1 ");
        Map<?, ?> firing = (Map<?, ?>) Objects.requireNonNull(incident("error", "AlertFiring", nameless));
        assertThat(firing.get("key")).asString().hasSize(64);
        assertThat(incident("info", "AlertResolved", nameless))
                .isEqualTo(Map.of("key", Objects.requireNonNull(firing.get("key")), "status", "resolved"));
        assertThat(incident("error", "AlertFiring", Map.of("kind", "Alert", "uid", "/subscriptions/2 ")))
                .isNotEqualTo(firing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Progressing",
                "ImagePushed",
                "RollbackSucceeded",
                "DependencyNotReady",
                "",
                "NotResolved",
                "BuildPartiallySucceeded",
                "WorkflowCancelled",
                "WorkflowActionRequired"
            })
    void whatDoesNotSayThatAnObjectIsWellEndsNothing(String reason) {
        assertThat((Map<?, ?>) incident("info", reason, Map.of("uid", "7d0cdc51")))
                .isEqualTo(Map.of("key", "7d0cdc51"));
    }

    @Test
    void anythingAtAllHasAnIncidentsKey() {
        assertThat(of("$incident($).key", Map.of("involvedObject", "x", "severity", List.of())))
                .isEqualTo(of("$incident(missing).key", Map.of()));
    }
}
