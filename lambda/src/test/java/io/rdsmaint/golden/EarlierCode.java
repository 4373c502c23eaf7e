package io.rdsmaint.golden;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.rdsmaint.testkit.lambda.Deployment;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * The function as an earlier commit had it, from a jar of its classes. It shares the libraries with the present one and no class
 * of the product; once made, it is only called as Lambda calls it.
 *
 * @param jar made by {@code scripts/saved-versions --jar}
 */
record EarlierCode(Path jar) implements Deployment.Code {

    @Override
    public RequestStreamHandler function(
            Map<String, String> environment,
            SdkHttpClient network,
            RandomGenerator random,
            InstantSource clock,
            LongSupplier nanos) {
        try {
            Constructor<?> handler =
                    constructor(new Own(jar.toUri().toURL()).loadClass("io.rdsmaint.function.Handler"));
            Object settings = handler.getParameterTypes()[1].getConstructors()[0].newInstance(
                    clock,
                    random,
                    BackoffStrategy.retryImmediately(),
                    network,
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")),
                    List.of());
            return (RequestStreamHandler) handler.newInstance(environment, settings, nanos);
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(jar + " holds a function that is made in another way", e);
        }
    }

    /** That for environment, clients and time. */
    private static Constructor<?> constructor(Class<?> handler) {
        return Stream.of(handler.getConstructors())
                .filter(c -> c.getParameterCount() == 3)
                .findFirst()
                .orElseThrow();
    }

    /** Loads the product's classes from the jar only. */
    private static final class Own extends URLClassLoader {
        Own(URL jar) {
            super(new URL[] {jar}, EarlierCode.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.rdsmaint.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
