package io.rdsmaint.infra.console;

import io.rdsmaint.infra.Logs;
import io.rdsmaint.infra.Options;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpJwtAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.Function;
import software.amazon.awscdk.services.cloudfront.FunctionAssociation;
import software.amazon.awscdk.services.cloudfront.FunctionCode;
import software.amazon.awscdk.services.cloudfront.FunctionEventType;
import software.amazon.awscdk.services.cloudfront.FunctionRuntime;
import software.amazon.awscdk.services.cloudfront.HeadersFrameOption;
import software.amazon.awscdk.services.cloudfront.HeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentSecurityPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentTypeOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersFrameOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersStrictTransportSecurity;
import software.amazon.awscdk.services.cloudfront.ResponseSecurityHeadersBehavior;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.HttpOrigin;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.deployment.BucketDeployment;
import software.amazon.awscdk.services.s3.deployment.ISource;
import software.amazon.awscdk.services.s3.deployment.Source;
import software.constructs.Construct;

/**
 * The operator console on one address: CloudFront passes {@code /console/api/} to the function's HTTP API and takes the rest from a
 * bucket. The API is safe by itself, also at its own address: each request has a token that the authorizer checks, and the function
 * checks the role.
 */
public final class Console extends Construct {
    /** Requests a second, and at once: a team's pages and a script; chosen. */
    private static final int RATE = 20;

    private static final int BURST = 40;

    private static final String FORMAT = "{\"requestId\":\"$context.requestId\",\"time\":\"$context.requestTime\","
            + "\"ip\":\"$context.identity.sourceIp\",\"method\":\"$context.httpMethod\",\"path\":\"$context.path\","
            + "\"status\":\"$context.status\",\"sub\":\"$context.authorizer.claims.sub\"}";

    /** The page is at /console/, whose file S3 knows by its name alone. */
    private static final String INDEX = """
            function handler(event) {
              var request = event.request;
              if (request.uri === '/' || request.uri === '/console') {
                return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: '/console/' } } };
              }
              if (request.uri.endsWith('/')) { request.uri += 'index.html'; }
              return request;
            }
            """;

    private final Distribution distribution;

    /**
     * @param function the alias for the console
     * @param page the built page; empty where only the rest is looked at
     */
    public Console(Construct scope, String id, Options options, IFunction function, Logs logs, Optional<ISource> page) {
        super(scope, id);
        HttpApi api = HttpApi.Builder.create(this, "Api")
                .apiName(options.account().name() + "-console")
                .createDefaultStage(false)
                .build();
        Bucket bucket = Bucket.Builder.create(this, "Files")
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        distribution = distribution(options, api, bucket);
        SignIn signIn = options.console()
                .login()
                .map(SignIn::of)
                .orElseGet(() -> SignIn.pool(
                        this,
                        options,
                        url(),
                        Stream.of("viewer", "operator", "admin")
                                .map(options.console()::group)
                                .toList()));
        api.addRoutes(AddRoutesOptions.builder()
                .path("/console/api/{proxy+}")
                .methods(List.of(HttpMethod.ANY))
                .integration(new HttpLambdaIntegration("Function", function))
                .authorizer(HttpJwtAuthorizer.Builder.create("Login", signIn.issuer())
                        .jwtAudience(List.of(signIn.audience()))
                        .build())
                .build());
        stage(api, logs);
        page.ifPresent(files -> BucketDeployment.Builder.create(this, "Upload")
                .destinationBucket(bucket)
                .destinationKeyPrefix("console")
                .sources(List.of(files, Source.jsonData("config.json", signIn.page())))
                .build());
    }

    /** Where people open it. */
    public String url() {
        return "https://" + distribution.getDistributionDomainName() + "/console/";
    }

    private Distribution distribution(Options options, HttpApi api, Bucket bucket) {
        String tokenOrigin = options.console()
                .login()
                .map(login -> SignIn.of(login).tokenOrigin())
                .orElseGet(() -> SignIn.origin(options));
        ResponseHeadersPolicy headers = headers(tokenOrigin);
        Function index = Function.Builder.create(this, "Index")
                .code(FunctionCode.fromInline(INDEX))
                .runtime(FunctionRuntime.JS_2_0)
                .build();
        return Distribution.Builder.create(this, "Distribution")
                .comment(options.account().name() + " console")
                .httpVersion(HttpVersion.HTTP2_AND_3)
                .defaultBehavior(BehaviorOptions.builder()
                        .origin(S3BucketOrigin.withOriginAccessControl(bucket))
                        .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                        .cachePolicy(CachePolicy.CACHING_DISABLED)
                        .responseHeadersPolicy(headers)
                        .functionAssociations(List.of(FunctionAssociation.builder()
                                .function(index)
                                .eventType(FunctionEventType.VIEWER_REQUEST)
                                .build()))
                        .build())
                .additionalBehaviors(Map.of(
                        "/console/api/*",
                        BehaviorOptions.builder()
                                .origin(new HttpOrigin(
                                        api.getApiId() + ".execute-api." + Aws.REGION + "." + Aws.URL_SUFFIX))
                                .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
                                .allowedMethods(AllowedMethods.ALLOW_ALL)
                                .cachePolicy(CachePolicy.CACHING_DISABLED)
                                .originRequestPolicy(OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER)
                                .responseHeadersPolicy(headers)
                                .build()))
                .build();
    }

    /** The same policy as on a laptop, and where the token comes from. */
    private ResponseHeadersPolicy headers(String tokenOrigin) {
        return ResponseHeadersPolicy.Builder.create(this, "Headers")
                .securityHeadersBehavior(ResponseSecurityHeadersBehavior.builder()
                        .contentSecurityPolicy(ResponseHeadersContentSecurityPolicy.builder()
                                .contentSecurityPolicy("default-src 'none'; script-src 'self'; style-src 'self';"
                                        + " img-src 'self'; connect-src 'self' " + tokenOrigin
                                        + "; manifest-src 'self'; base-uri 'none'; form-action 'none';"
                                        + " frame-ancestors 'none'")
                                .override(true)
                                .build())
                        .strictTransportSecurity(ResponseHeadersStrictTransportSecurity.builder()
                                .accessControlMaxAge(Duration.days(365))
                                .includeSubdomains(true)
                                .override(true)
                                .build())
                        .contentTypeOptions(ResponseHeadersContentTypeOptions.builder()
                                .override(true)
                                .build())
                        .frameOptions(ResponseHeadersFrameOptions.builder()
                                .frameOption(HeadersFrameOption.DENY)
                                .override(true)
                                .build())
                        .referrerPolicy(ResponseHeadersReferrerPolicy.builder()
                                .referrerPolicy(HeadersReferrerPolicy.NO_REFERRER)
                                .override(true)
                                .build())
                        .build())
                .build();
    }

    private void stage(HttpApi api, Logs logs) {
        HttpStage stage = HttpStage.Builder.create(this, "Stage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .throttle(ThrottleSettings.builder()
                        .rateLimit(RATE)
                        .burstLimit(BURST)
                        .build())
                .build();
        LogGroup log = logs.group(this, "Log");
        ((CfnStage) Objects.requireNonNull(stage.getNode().getDefaultChild(), "a stage has a resource"))
                .setAccessLogSettings(CfnStage.AccessLogSettingsProperty.builder()
                        .destinationArn(log.getLogGroupArn())
                        .format(FORMAT)
                        .build());
    }
}
