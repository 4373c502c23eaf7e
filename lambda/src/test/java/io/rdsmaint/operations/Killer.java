package io.rdsmaint.operations;

import io.rdsmaint.engine.Event;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.OtherStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Ends the function's process at one of the moments that matter: right before or right after a request that changes
 * something, or a save. Between two of them there are only reads, so these moments stand for all.
 */
final class Killer {
    private static final Pattern ACTION = Pattern.compile("Action=(\\w+)");

    private int moments;
    private int deadly;

    /** The process has ended; nothing in it may catch this. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed(int moment) {
            super("killed at moment " + moment, null, false, false);
        }
    }

    /** Kills at the n-th moment from now, counted from 1; 0 never. */
    void killAt(int moment) {
        moments = 0;
        deadly = moment;
    }

    /** How many moments have passed. */
    int moments() {
        return moments;
    }

    private void moment() {
        moments++;
        if (moments == deadly) {
            throw new Killed(moments);
        }
    }

    /** A store whose saves are such moments. */
    OperationStore around(OperationStore store) {
        return new OtherStore(store) {
            @Override
            public void save(Operation operation, List<Event> events) {
                moment();
                super.save(operation, events);
                moment();
            }
        };
    }

    /** A wire on which requests that change something are such moments. */
    SdkHttpClient around(SdkHttpClient wire) {
        return new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                ExecutableHttpRequest prepared = wire.prepareRequest(request);
                return changes(request) ? new Deadly(prepared) : prepared;
            }

            @Override
            public void close() {
                wire.close();
            }
        };
    }

    private final class Deadly implements ExecutableHttpRequest {
        private final ExecutableHttpRequest request;

        Deadly(ExecutableHttpRequest request) {
            this.request = request;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            moment();
            HttpExecuteResponse response = request.call();
            moment();
            return response;
        }

        @Override
        public void abort() {
            request.abort();
        }
    }

    private static boolean changes(HttpExecuteRequest request) {
        Optional<String> target =
                request.httpRequest().firstMatchingHeader("X-Amz-Target").map(t -> t.substring(t.lastIndexOf('.') + 1));
        return target.or(() -> action(request))
                .filter(a -> !a.startsWith("Describe") && !a.startsWith("Get") && !a.startsWith("List"))
                .isPresent();
    }

    private static Optional<String> action(HttpExecuteRequest request) {
        return request.contentStreamProvider().flatMap(content -> {
            try (var stream = content.newStream()) {
                Matcher found = ACTION.matcher(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
                return found.find() ? Optional.of(found.group(1)) : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
