package io.rdsmaint.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.Local;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.drs.DrsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;
import software.amazon.awssdk.services.rdsdata.model.RdsDataException;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The local deployment as the demo reaches it: by AWS's API, like anybody else. */
final class Stage implements AutoCloseable {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    /** Of the user of the database, where the scenario has one. */
    static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:demo-sql-AbCdEf";

    private final URI endpoint;
    private final String execution;
    private final SfnClient stepFunctions;
    private final RdsClient rds;
    private final LambdaClient function;
    private final RdsDataClient data;
    private final DrsClient drs;

    /**
     * @param execution the name of the execution that is started
     */
    Stage(URI endpoint, String execution) {
        this.endpoint = endpoint;
        this.execution = execution;
        this.stepFunctions = at(SfnClient.builder());
        this.rds = at(RdsClient.builder());
        this.function = at(LambdaClient.builder());
        this.data = at(RdsDataClient.builder());
        this.drs = at(DrsClient.builder());
    }

    private <B extends AwsClientBuilder<B, C>, C> C at(B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .build();
    }

    URI endpoint() {
        return endpoint;
    }

    RdsClient rds() {
        return rds;
    }

    DrsClient drs() {
        return drs;
    }

    /** The one value that a query of a cluster's database answers, asked by the Data API like anybody else. */
    String value(String cluster, String query) {
        return data.executeStatement(r -> r.resourceArn("arn:aws:rds:us-east-1:123456789012:cluster:" + cluster)
                        .secretArn(SECRET)
                        .database("app")
                        .sql(query))
                .records()
                .getFirst()
                .getFirst()
                .stringValue();
    }

    /** What a query shows to whoever has a secret, or why it shows nothing. */
    String shown(String cluster, String secret, String database, String query) {
        try {
            return data.executeStatement(r -> r.resourceArn("arn:aws:rds:us-east-1:123456789012:cluster:" + cluster)
                            .secretArn(secret)
                            .database(database)
                            .sql(query))
                    .records()
                    .getFirst()
                    .getFirst()
                    .stringValue();
        } catch (RdsDataException e) {
            return "refused: " + e.awsErrorDetails().errorMessage();
        }
    }

    /** A secret of the scenario's. */
    static String secret(String name) {
        return "arn:aws:secretsmanager:us-east-1:123456789012:secret:" + name + "-AbCdEf";
    }

    /** The secret that RDS keeps for a cluster. */
    String managed(String cluster) {
        return rds.describeDBClusters(r -> r.dbClusterIdentifier(cluster))
                .dbClusters()
                .getFirst()
                .masterUserSecret()
                .secretArn();
    }

    /** The command that would start it. */
    String startCommand(String input) {
        return "aws stepfunctions start-execution --state-machine-arn " + Local.MACHINE_ARN + " --input '" + input
                + "'";
    }

    Watched start(String suffix, String input) {
        return new Watched(
                stepFunctions,
                stepFunctions
                        .startExecution(r -> r.stateMachineArn(Local.MACHINE_ARN)
                                .name(execution + suffix)
                                .input(input))
                        .executionArn());
    }

    /** The function's answer to {@code status} about an operation. */
    JsonNode status(String operation) {
        String request = "{\"action\":\"status\",\"operation_id\":\"" + operation + "\"}";
        return Watched.read(function.invoke(
                        r -> r.functionName(Local.NAME).qualifier("people").payload(SdkBytes.fromUtf8String(request)))
                .payload()
                .asUtf8String());
    }

    void answer(String token, String output) {
        stepFunctions.sendTaskSuccess(r -> r.taskToken(token).output(output));
    }

    @Override
    public void close() {
        stepFunctions.close();
        rds.close();
        function.close();
        data.close();
        drs.close();
    }
}
