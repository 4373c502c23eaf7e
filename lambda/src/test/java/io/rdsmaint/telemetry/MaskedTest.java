package io.rdsmaint.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=#",
                "Password: #",
                "{\"password\": \"#\"}",
                "{\\\"task_token\\\":\\\"#\\\"}",
                "TASK_TOKEN=#",
                "client_secret = '#'",
                "api-key: #",
                "Authorization: Bearer #",
                "authorization=Basic #",
                "X-Amz-Security-Token=#&X-Amz-Date=1",
                "external_id: #",
                "the header was Bearer #, it said",
                "https://user:#@example.com/x",
                "it is #."
            })
    void whatLooksLikeASecretIsMasked(String text) {
        assertThat(Masked.of(text.replace("#", SECRET))).doesNotContain(SECRET).contains("[masked]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIAIOSFODNN7EXAMPLE",
                "ASIAIOSFODNN7EXAMPLE",
                "xoxb-1234-abcd",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"
            })
    void tokensAreKnownByTheirForm(String token) {
        assertThat(Masked.of("with " + token + " in it")).isEqualTo("with [masked] in it");
    }

    @Test
    void aTaskTokenIsMaskedWhereverItStands() {
        String token = "AAAAKgAAAAIAAAAAAAAAAf" + "Ab1/+".repeat(60) + "==";
        assertThat(Masked.of("answered with " + token + " twice")).isEqualTo("answered with [masked] twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rds:ModifyDBInstance on instance orders-2 in eu-west-1 was answered AccessDenied (HTTP 403, request"
                        + " 3f8a2c1e-6f0b-4c43-9f5c-1d0a8e7b2c11): not authorized",
                "arn:aws:states:us-east-1:123456789012:execution:rds-maint-machine:0f9d1a2b-3c4d-5e6f-7a8b-9c0d1e2f3a4b",
                "AWS to show the effect of: FailoverDBCluster orders to orders-2",
                "ExpiredTokenException: The security token included in the request is expired",
                "secretsmanager:GetSecretValue was refused",
                "op-4c1f0a9e2b7d6853-q1"
            })
    void whatIsNoneStays(String text) {
        assertThat(Masked.of(text)).isEqualTo(text);
    }

    @Test
    void aLongTextIsCut() {
        assertThat(Masked.of("a b ".repeat(1_000))).hasSize(1_000).endsWith("…");
    }
}
