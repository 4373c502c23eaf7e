package io.rdsmaint.cli;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;

/** Reads with the person's own credentials, in the region of what is chosen. No command needs them to start or watch anything. */
public final class AwsReads {
    private final DeploymentClient deployment;
    private final Optional<String> region;

    AwsReads(DeploymentClient deployment, Optional<String> region) {
        this.deployment = deployment;
        this.region = region;
    }

    /** A client; the caller closes it. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return deployment.client(builder, region.map(Region::of));
    }

    /**
     * What a read answers.
     *
     * @param action as policies spell it
     * @throws Failure in place of the SDK's exceptions; one that is not permitted is only a list less
     */
    public static <T> T read(String action, Supplier<T> call) {
        try {
            return Troubles.explained(action, call);
        } catch (Failure e) {
            throw e.code() == ExitCode.NOT_PERMITTED
                    ? new Failure(
                            e.code(),
                            e.what(),
                            "Only this list needs it: name what you want in scripts/start, and nothing else is read by you.")
                    : e;
        }
    }
}
