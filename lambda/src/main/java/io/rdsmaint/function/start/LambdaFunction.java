package io.rdsmaint.function.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.rdsmaint.function.Handler;
import io.rdsmaint.gateway.Clients;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda starts. It primes: before the first request it carries out one of its own ({@link Priming}), in the time in which
 * Lambda gives whole processors whatever the function's memory, and opens a connection.
 *
 * <p>A snapshot (SnapStart) is taken of a function that is primed more thoroughly and has no {@link Handler} yet: what must differ from
 * restored process to restored process (randomness, credentials, connections) belongs to the handler, which is made after the restore,
 * or with the first request if nobody says that there was one.
 */
public final class LambdaFunction implements RequestStreamHandler, Resource {
    /** {@code off} for a start that does nothing ahead, to compare with. */
    private static final String PRIMING = "PRIMING";

    /** Lambda's word for how this process begins (Lambda's guide, defined runtime environment variables). */
    private static final String INITIALIZATION = "AWS_LAMBDA_INITIALIZATION_TYPE";

    private static final String SNAPSHOT = "snap-start";

    /** Until the compiler has seen what a look calls; nobody waits for a snapshot. Chosen. */
    private static final int ROUNDS_BEFORE_SNAPSHOT = 200;

    /** Lambda ends an initialization or a restore after 10 s; what is done ahead may take a part of that. Chosen. */
    private static final Duration MOST_AHEAD = Duration.ofSeconds(2);

    private final boolean primes;
    private volatile Optional<String> troubleBefore = Optional.empty();
    private final Supplier<Handler> handlers;
    private volatile @Nullable Handler handler;

    /** As Lambda makes it. */
    public LambdaFunction() {
        this(System.getenv(), () -> new Handler(System.getenv(), Clients.Settings.standard(), System::nanoTime));
    }

    /**
     * For whoever starts it elsewhere.
     *
     * @param environment the variables of the deployed function
     * @param handlers makes one with fresh randomness, credentials and connections each time
     */
    LambdaFunction(Map<String, String> environment, Supplier<Handler> handlers) {
        this.primes = !environment.getOrDefault(PRIMING, "").equals("off");
        this.handlers = handlers;
        Core.getGlobalContext().register(this);
        if (!environment.getOrDefault(INITIALIZATION, "").equals(SNAPSHOT)) {
            handler = primes ? primed() : handlers.get();
        }
    }

    /** On two processors: what the one loads, the other does not wait for. */
    private Handler primed() {
        Priming priming = new Priming(1);
        Thread other = Thread.ofPlatform().daemon().name("priming").start(priming);
        Handler made = handlers.get();
        try {
            connect(made).join(MOST_AHEAD);
            other.join(MOST_AHEAD);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        priming.trouble().ifPresent(made::remark);
        return made;
    }

    /** A store that is silent delays no start for long. */
    private static Thread connect(Handler handler) {
        return Thread.ofPlatform().daemon().name("connecting").start(handler::connect);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Handler made = handler;
        if (made == null) {
            made = handlers.get();
            handler = made;
        }
        made.handleRequest(in, out, context);
    }

    /** What the snapshot is taken of has been through many looks. */
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        if (primes) {
            Priming priming = new Priming(ROUNDS_BEFORE_SNAPSHOT);
            priming.run();
            troubleBefore = priming.trouble();
        }
    }

    /** Of the snapshot only classes and compiled code are gone on with. */
    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        Handler made = handlers.get();
        troubleBefore.ifPresent(made::remark);
        if (primes) {
            try {
                connect(made).join(MOST_AHEAD);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        handler = made;
    }
}
