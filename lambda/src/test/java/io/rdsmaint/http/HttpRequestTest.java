package io.rdsmaint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests are read by hand; AWS's own library says what is in them. */
class HttpRequestTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static ObjectNode event(String method, String path, String query, String body) {
        try {
            ObjectNode event = (ObjectNode) JSON.readTree("""
                    {"version": "2.0", "routeKey": "$default", "rawPath": "", "rawQueryString": "",
                     "cookies": ["a=b"], "headers": {"Content-Type": "application/json", "If-Match": "\\"7\\""},
                     "queryStringParameters": {"limit": "5"},
                     "requestContext": {"accountId": "123456789012", "apiId": "api",
                       "authorizer": {"jwt": {"claims": {"sub": "s-1", "email": "ann@example.com",
                                                         "cognito:groups": "[staff rds-maint-operators]"},
                                              "scopes": null}},
                       "domainName": "x.execute-api.us-east-1.amazonaws.com", "domainPrefix": "x",
                       "http": {"method": "GET", "path": "", "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1",
                                "userAgent": "agent"},
                       "requestId": "id", "routeKey": "$default", "stage": "$default",
                       "time": "12/Mar/2026:19:03:58 +0000", "timeEpoch": 1583348638390},
                     "isBase64Encoded": false}
                    """);
            event.put("rawPath", path).put("rawQueryString", query).put("body", body);
            ((ObjectNode) event.at("/requestContext/http"))
                    .put("method", method)
                    .put("path", path);
            return event;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /console/api/operations, limit=5",
        "PATCH, /console/api/operations/op-1, ''",
        "POST, /console/api/operations/op-1/answer, x=%C3%BC&y=a+b&z"
    })
    void itIsReadAsTheLibraryReadsIt(String method, String path, String query) {
        ObjectNode event = event(method, path, query, "{\"a\": \"ü\"}");
        APIGatewayV2HTTPEvent known = LambdaEventSerializers.serializerFor(
                        APIGatewayV2HTTPEvent.class, HttpRequestTest.class.getClassLoader())
                .fromJson(new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)));

        HttpRequest read = HttpRequest.of(event);

        assertThat(HttpRequest.is(event)).isTrue();
        assertThat(read.method()).isEqualTo(known.getRequestContext().getHttp().getMethod());
        assertThat("/console/api" + read.path()).isEqualTo(known.getRawPath());
        assertThat(read.body()).isEqualTo(known.getBody());
        known.getHeaders()
                .forEach((name, value) -> assertThat(read.header(name)).contains(value));
        Map<String, String> claims =
                known.getRequestContext().getAuthorizer().getJwt().getClaims();
        claims.forEach((name, value) -> assertThat(
                        read.authorizer().path("jwt").path("claims").path(name).asText())
                .isEqualTo(value));
    }

    @Test
    void whatTheLibraryWritesIsReadToo() {
        APIGatewayV2HTTPEvent event = APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRawPath("/console/api/session")
                .withRawQueryString("")
                .withHeaders(Map.of("accept", "*/*"))
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                .withMethod("GET")
                                .withPath("/console/api/session")
                                .build())
                        .build())
                .build();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        LambdaEventSerializers.serializerFor(APIGatewayV2HTTPEvent.class, HttpRequestTest.class.getClassLoader())
                .toJson(event, written);

        HttpRequest read = HttpRequest.of(tree(written.toString(StandardCharsets.UTF_8)));

        assertThat(read.method()).isEqualTo("GET");
        assertThat(read.path()).isEqualTo("/session");
        assertThat(read.body()).isEmpty();
        assertThat(read.header("Accept")).contains("*/*");
    }

    @Test
    void theQueryIsDecodedAndItsLastValueCounts() {
        HttpRequest read = HttpRequest.of(event("GET", "/console/api/operations", "x=%C3%BC&y=a+b&z&x=2&e=%3D", ""));

        assertThat(read.query()).containsExactlyInAnyOrderEntriesOf(Map.of("x", "2", "y", "a b", "z", "", "e", "="));
    }

    @Test
    void aBodyInBase64IsReadAsText() {
        ObjectNode event = event(
                "POST",
                "/console/api/plans",
                "",
                Base64.getEncoder().encodeToString("{\"a\":\"ü\"}".getBytes(StandardCharsets.UTF_8)));
        event.put("isBase64Encoded", true);

        assertThat(HttpRequest.of(event).json().path("a").asText()).isEqualTo("ü");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[]; the body must be an object",
                "{\"a\":1,\"a\":2}; Duplicate field 'a'",
                "{} {}; Trailing token",
                "{\"a\":; the body is not JSON",
                "null; the body must be an object"
            })
    void aBodyThatIsNoObjectIsRefused(String body, String why) {
        HttpRequest read = HttpRequest.of(event("POST", "/console/api/plans", "", body));

        Problem problem = catchThrowableOfType(Problem.class, read::json);

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.getMessage()).contains(why);
    }

    @Test
    void whatIsTooLongOrOfAnotherTypeIsRefused() {
        assertThat(catchThrowableOfType(
                                Problem.class,
                                () -> HttpRequest.of(event("POST", "/console/api/plans", "", "x".repeat(65_537))))
                        .status())
                .isEqualTo(413);
        ObjectNode typed = event("POST", "/console/api/plans", "", "a=b");
        ((ObjectNode) typed.path("headers")).put("Content-Type", "application/x-www-form-urlencoded");
        assertThat(catchThrowableOfType(
                                Problem.class, () -> HttpRequest.of(typed).json())
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console/apis/session", "/api/session", "/x/console/api/session"})
    void otherPathsAreNotItsOwn(String path) {
        assertThatThrownBy(() -> HttpRequest.of(event("GET", path, "", "")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("the API is at /console/api");
    }

    @Test
    void anEventOfTheOlderFormatIsRefused() {
        JsonNode older = tree("{\"version\":\"1.0\",\"httpMethod\":\"GET\",\"path\":\"/\",\"requestContext\":{}}");

        assertThat(HttpRequest.is(older)).isTrue();
        assertThatThrownBy(() -> HttpRequest.of(older)).hasMessageContaining("payload format 2.0");
    }

    static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
