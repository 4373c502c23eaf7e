package io.rdsmaint.local.policy;

import io.rdsmaint.simulator.model.World;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsExecutionAttribute;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Takes down what IAM has to decide on for each call of the function's SDK clients, as things are at that moment. */
public final class Recorder implements ExecutionInterceptor {
    private final Map<Authorization, Integer> recorded = new LinkedHashMap<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private Optional<Supplier<World>> world = Optional.empty();
    private String account = World.ACCOUNT;

    /** Where resources and their tags are. */
    public synchronized void watch(Supplier<World> databases) {
        watch(databases, World.ACCOUNT);
    }

    /** The same in another account, which the function works on by a role. */
    public synchronized void watch(Supplier<World> databases, String elsewhere) {
        world = Optional.of(databases);
        account = elsewhere;
    }

    @Override
    public synchronized void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        try {
            Calls.of(
                            attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
                            attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME),
                            context.request(),
                            world.orElseThrow()
                                    .get()
                                    .site(
                                            account,
                                            attributes
                                                    .getAttribute(AwsExecutionAttribute.AWS_REGION)
                                                    .id()))
                    .forEach(asked -> recorded.merge(asked, 1, Integer::sum));
        } catch (RuntimeException e) {
            unknown.add(e.toString());
        }
    }

    /** Calls that nobody has said about what IAM asks for; the function is not told, it would only try again. */
    public synchronized Set<String> unknown() {
        return Set.copyOf(unknown);
    }

    /** How often each thing was asked for. */
    public synchronized Map<Authorization, Integer> recorded() {
        return new LinkedHashMap<>(recorded);
    }
}
