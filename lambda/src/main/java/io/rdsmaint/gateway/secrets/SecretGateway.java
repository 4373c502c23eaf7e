package io.rdsmaint.gateway.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.gateway.ErrorTranslation;
import io.rdsmaint.gateway.SignedCalls;
import io.rdsmaint.gateway.XmlAnswers;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Secrets of database users, read at the moment of their use and never kept. Errors as in {@link ErrorTranslation}. */
public final class SecretGateway {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Supplier<SignedCalls> secrets;
    private final ErrorTranslation calls;

    public SecretGateway(Supplier<SignedCalls> secrets, ErrorTranslation calls) {
        this.secrets = secrets;
        this.calls = calls;
    }

    /**
     * Looks whether a secret is there, without what it holds.
     *
     * @throws LastingFailure when it is not, may not be seen, or is to be deleted: its value can't be read any more
     */
    public void look(String arn) {
        if (asked("DescribeSecret", arn).hasNonNull("DeletedDate")) {
            throw new LastingFailure("The secret " + arn + " is scheduled for deletion.");
        }
    }

    /**
     * What it holds.
     *
     * @throws LastingFailure also when that is no user's login, {@code {"username", "password"}}
     */
    public Login login(String arn) {
        JsonNode held;
        try {
            held = MAPPER.readTree(
                    asked("GetSecretValue", arn).path("SecretString").asText());
        } catch (JsonProcessingException e) {
            // The cause would quote what the secret holds.
            held = MAPPER.createObjectNode();
        }
        String user = held.path("username").asText();
        String password = held.path("password").asText();
        if (user.isEmpty() || password.isEmpty()) {
            throw new LastingFailure("The secret " + arn + " does not hold username and password of a user.");
        }
        return new Login(user, password);
    }

    private JsonNode asked(String action, String arn) {
        ObjectNode input = MAPPER.createObjectNode().put("SecretId", arn);
        return calls.read("secretsmanager:" + action, arn, () -> {
            SignedCalls.Answer answer = secrets.get()
                    .post(
                            Map.of(
                                    "Content-Type",
                                    "application/x-amz-json-1.1",
                                    "X-Amz-Target",
                                    "secretsmanager." + action),
                            input.toString());
            JsonNode body = parsed(action, answer);
            if (answer.status() >= 300) {
                String type = body.path("__type").asText();
                throw XmlAnswers.refusal(
                        answer,
                        "secretsmanager",
                        type.substring(type.indexOf('#') + 1),
                        body.path("message").asText(body.path("Message").asText()));
            }
            return body;
        });
    }

    private static JsonNode parsed(String action, SignedCalls.Answer answer) {
        try {
            return MAPPER.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (JsonProcessingException e) {
            throw SdkClientException.create("The answer to " + action + " is no JSON");
        }
    }
}
