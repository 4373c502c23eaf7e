package io.rdsmaint.gateway.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.gateway.ErrorTranslation;
import io.rdsmaint.gateway.RefusalCode;
import io.rdsmaint.gateway.SignedCalls;
import io.rdsmaint.gateway.XmlAnswers;
import io.rdsmaint.gateway.keys.KeySight.Found;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Looks at keys; never uses one. Errors as in {@link ErrorTranslation}. */
public final class KeyGateway {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Supplier<SignedCalls> kms;
    private final ErrorTranslation calls;

    public KeyGateway(Supplier<SignedCalls> kms, ErrorTranslation calls) {
        this.kms = kms;
        this.calls = calls;
    }

    /** How a key stands, by its id, ARN or alias. */
    public KeySight look(String id) {
        try {
            JsonNode key = calls.read("kms:DescribeKey", "key " + id, () -> described(id));
            return new KeySight(
                    Found.SEEN,
                    key.path("KeyState").asText(),
                    !key.path("KeyManager").asText().equals("AWS"));
        } catch (LastingFailure e) {
            return switch (RefusalCode.of(e).orElse("")) {
                case "NotFoundException" -> new KeySight(Found.MISSING, "", true);
                case "AccessDeniedException" -> new KeySight(Found.HIDDEN, "", true);
                default -> throw e;
            };
        }
    }

    private JsonNode described(String id) {
        SignedCalls.Answer answer = kms.get()
                .post(
                        Map.of(
                                "Content-Type",
                                "application/x-amz-json-1.1",
                                "X-Amz-Target",
                                "TrentService.DescribeKey"),
                        MAPPER.createObjectNode().put("KeyId", id).toString());
        JsonNode body;
        try {
            body = MAPPER.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (JsonProcessingException e) {
            throw SdkClientException.create("The answer to DescribeKey is no JSON", e);
        }
        if (answer.status() >= 300) {
            String type = body.path("__type").asText();
            throw XmlAnswers.refusal(
                    answer,
                    "kms",
                    type.substring(type.indexOf('#') + 1),
                    body.path("message").asText(body.path("Message").asText()));
        }
        return body.path("KeyMetadata");
    }
}
