package dev.caravan.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnsRulesTest {
    private static final SnsRules RULES = SnsRules.amazon();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-7506a1e35b36ef5a444dd1a8e7cc3ed8.pem",
                "https://sns.us-gov-west-1.amazonaws.com/x.pem",
                "https://sns.cn-north-1.amazonaws.com.cn/x.pem",
                "https://sns.us-east-1.amazonaws.com:443/x.pem"
            })
    void whereSnsKeepsItsCertificatesTheyAreFetched(String address) {
        assertThat(RULES.isCertificate(URI.create(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sns.us-east-1.amazonaws.com/x.pem",
                "https://sns.us-east-1.amazonaws.com/x.der",
                "https://sns.us-east-1.amazonaws.com/a/x.pem",
                "https://sns.us-east-1.amazonaws.com/x.pem?a=.pem",
                "https://sns.us-east-1.amazonaws.com/?x.pem",
                "https://sns.us-east-1.amazonaws.com/x#.pem",
                "https://sns.us-east-1.amazonaws.com:8443/x.pem",
                "https://user@sns.us-east-1.amazonaws.com/x.pem",
                "https://sns.us-east-1.amazonaws.com@evil.example/x.pem",
                "https://sns.us-east-1.amazonaws.com.evil.example/x.pem",
                "https://sns.us-east-1.amazonaws.co/x.pem",
                "https://sns.us-east-1.amazonaws.com.cnn/x.pem",
                "https://sns.amazonaws.com/x.pem",
                "https://sns.a.b.amazonaws.com/x.pem",
                "https://bucket.s3.amazonaws.com/x.pem",
                "https://snsxus-east-1.amazonaws.com/x.pem",
                "https://xsns.us-east-1.amazonaws.com/x.pem",
                "https://169.254.169.254/x.pem",
                "https:/x.pem",
                "x.pem",
                "file:///x.pem",
                "jar:https://sns.us-east-1.amazonaws.com/x.pem"
            })
    void nowhereElse(String address) {
        assertThat(RULES.isCertificate(URI.create(address))).isFalse();
    }

    @Test
    void aSubscriptionIsConfirmedWhereSnsIs() {
        assertThat(RULES.isAmazon(
                        URI.create("https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Token=1")))
                .isTrue();
        assertThat(RULES.isAmazon(URI.create("https://sns.us-east-1.amazonaws.com.evil.example/?Action=x")))
                .isFalse();
        assertThat(RULES.isAmazon(URI.create("http://sns.us-east-1.amazonaws.com/")))
                .isFalse();
    }

    @Test
    void theCertificatesAboveLieAtAmazonsAuthority() {
        assertThat("http://crt.r2m01.amazontrust.com/r2m01.cer").matches(RULES.issuer());
        assertThat("http://crt.evil.example/r2m01.cer").doesNotMatch(RULES.issuer());
        assertThat("http://crt.r2m01.amazontrust.com.evil.example/r2m01.cer").doesNotMatch(RULES.issuer());
    }

    @Test
    void thisJavaTrustsAmazonsAuthority() {
        assertThat(RULES.anchors().get())
                .extracting(anchor ->
                        anchor.getTrustedCert().getSubjectX500Principal().getName())
                .anyMatch(name -> name.contains("CN=Amazon Root CA 1"));
    }
}
