package io.rdsmaint.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.infra.generate.Synthesized;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The console in AWS: off unless asked for, on one address, for those who sign in. */
class ConsoleTest {
    private static final Map<String, String> ELSEWHERE = Map.of(
            "console", "true",
            "console-issuer", "https://login.example.com/",
            "console-audience", "rds-console",
            "console-authorize-url", "https://login.example.com/authorize",
            "console-token-url", "https://login.example.com/token",
            "console-admins", "dba");
    private static final Synthesized POOL = Deployments.with(Map.of("console", "true"));
    private static final Synthesized ISSUER = Deployments.with(ELSEWHERE);

    private static List<JsonNode> all(Synthesized deployment, String type) {
        return deployment
                .template()
                .path("Resources")
                .valueStream()
                .filter(resource -> resource.path("Type").asText().equals(type))
                .map(resource -> resource.path("Properties"))
                .toList();
    }

    @Test
    void withoutAChoiceThereIsNothingOfIt() {
        String template = Deployments.standard().template().toString();

        assertThat(template)
                .doesNotContain(
                        "AWS::ApiGatewayV2", "AWS::CloudFront", "AWS::Cognito", "ConsoleAlias", "StartForTheConsole");
    }

    @Test
    void everyRouteTakesATokenOfTheIssuerForThePage() {
        for (JsonNode route : all(ISSUER, "AWS::ApiGatewayV2::Route")) {
            assertThat(route.path("AuthorizationType").asText()).isEqualTo("JWT");
            assertThat(route.path("RouteKey").asText()).isEqualTo("ANY /console/api/{proxy+}");
        }
        assertThat(all(ISSUER, "AWS::ApiGatewayV2::Route")).hasSize(1);
        JsonNode jwt = all(ISSUER, "AWS::ApiGatewayV2::Authorizer").getFirst().path("JwtConfiguration");
        assertThat(jwt.path("Issuer").asText()).isEqualTo("https://login.example.com/");
        assertThat(jwt.path("Audience").toString()).isEqualTo("[\"rds-console\"]");
        assertThat(all(ISSUER, "AWS::Cognito::UserPool")).isEmpty();
        assertThat(Deployments.environment(ISSUER).path("CONSOLE_ADMINS").asText())
                .isEqualTo("dba");
    }

    @Test
    void theAliasIsInvokedByTheApiAlone() {
        List<JsonNode> permissions = all(POOL, "AWS::Lambda::Permission").stream()
                .filter(permission -> permission.path("FunctionName").toString().contains("ConsoleAlias"))
                .toList();

        assertThat(permissions).hasSize(1).allSatisfy(permission -> {
            assertThat(permission.path("Principal").asText()).isEqualTo("apigateway.amazonaws.com");
            assertThat(permission.path("SourceArn").toString()).contains("/console/api/{proxy+}");
        });
        assertThat(all(POOL, "AWS::ApiGatewayV2::Integration")
                        .getFirst()
                        .path("IntegrationUri")
                        .toString())
                .contains("ConsoleAlias");
        assertThat(all(POOL, "AWS::ApiGatewayV2::Integration")
                        .getFirst()
                        .path("PayloadFormatVersion")
                        .asText())
                .isEqualTo("2.0");
    }

    @Test
    void whoSignsInIsAddedByHandHasASecondFactorAndAPasswordOfSomeLength() {
        JsonNode pool = all(POOL, "AWS::Cognito::UserPool").getFirst();

        assertThat(pool.at("/AdminCreateUserConfig/AllowAdminCreateUserOnly").asBoolean())
                .isTrue();
        assertThat(pool.path("MfaConfiguration").asText()).isEqualTo("ON");
        assertThat(pool.at("/Policies/PasswordPolicy/MinimumLength").asInt()).isEqualTo(14);
        assertThat(all(POOL, "AWS::Cognito::UserPoolGroup"))
                .extracting(group -> group.path("GroupName").asText())
                .containsExactlyInAnyOrder("rds-maint-viewers", "rds-maint-operators", "rds-maint-admins");
        JsonNode client = all(POOL, "AWS::Cognito::UserPoolClient").getFirst();
        assertThat(client.path("AllowedOAuthFlows").toString()).isEqualTo("[\"code\"]");
        assertThat(client.path("GenerateSecret").asBoolean()).isFalse();
    }

    @Test
    void thePageIsTakenFromNowhereElseAndOverTlsAlone() {
        JsonNode headers = all(ISSUER, "AWS::CloudFront::ResponseHeadersPolicy")
                .getFirst()
                .at("/ResponseHeadersPolicyConfig/SecurityHeadersConfig");
        assertThat(headers.at("/ContentSecurityPolicy/ContentSecurityPolicy").asText())
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .contains("connect-src 'self' https://login.example.com;")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.at("/StrictTransportSecurity/AccessControlMaxAgeSec").asInt())
                .isGreaterThanOrEqualTo(31_536_000);
        JsonNode distribution =
                all(ISSUER, "AWS::CloudFront::Distribution").getFirst().path("DistributionConfig");
        assertThat(distribution.at("/DefaultCacheBehavior/ViewerProtocolPolicy").asText())
                .isEqualTo("redirect-to-https");
        assertThat(distribution.at("/CacheBehaviors/0/ViewerProtocolPolicy").asText())
                .isEqualTo("https-only");
        assertThat(distribution.at("/CacheBehaviors/0/PathPattern").asText()).isEqualTo("/console/api/*");
        assertThat(distribution.has("CustomErrorResponses")).isFalse();
        assertThat(distribution.at("/CacheBehaviors/0/CachePolicyId").asText())
                .as("CachingDisabled")
                .isEqualTo("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
        assertThat(distribution.at("/CacheBehaviors/0/OriginRequestPolicyId").asText())
                .as("AllViewerExceptHostHeader")
                .isEqualTo("b689b0a8-53d0-40ab-baf2-68738e2966ac");
    }

    @Test
    void requestsAreThrottledAndLogged() {
        JsonNode stage = all(POOL, "AWS::ApiGatewayV2::Stage").getFirst();

        assertThat(stage.at("/DefaultRouteSettings/ThrottlingRateLimit").asInt())
                .isEqualTo(20);
        assertThat(stage.at("/DefaultRouteSettings/ThrottlingBurstLimit").asInt())
                .isEqualTo(40);
        assertThat(stage.at("/AccessLogSettings/Format").asText())
                .contains("claims.sub")
                .doesNotContain("authorization");
    }

    @Test
    void theFunctionStartsExecutionsOfItsOwnMachineAndNoOther() {
        JsonNode policy = POOL.rolePolicy("FunctionRole");

        assertThat(policy.path("Statement")
                        .valueStream()
                        .filter(one -> one.path("Action").toString().contains("states:StartExecution")))
                .singleElement()
                .satisfies(one -> assertThat(one.path("Resource").toString())
                        .endsWith(":stateMachine:rds-maint-machine\"")
                        .doesNotContain("*"));
    }

    @Test
    void optionsThatDoNotGoTogetherAreToldAtOnce() {
        assertThatThrownBy(() ->
                        Deployments.options(Map.of("console-issuer", "https://x.example", "console-admins", "a b")))
                .hasMessageContaining(
                        "console-issuer, console-audience, console-authorize-url, console-token-url go together")
                .hasMessageContaining("go with --console")
                .hasMessageContaining("console-admins is 'a b' but must be a name without spaces and commas");
    }
}
