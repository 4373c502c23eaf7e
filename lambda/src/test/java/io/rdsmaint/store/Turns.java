package io.rdsmaint.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Lets several processes make their requests in turns, one request at a time, in an order of the test's choice: every order that
 * could happen can be tried, or every one in which a process that could go on is interrupted a few times at most.
 */
final class Turns {
    private static final ThreadFactory THREADS = Thread.ofVirtual().factory();

    private final Predicate<SdkHttpRequest> counts;
    private final List<Participant> participants = new ArrayList<>();
    private final Semaphore settled = new Semaphore(0);

    /**
     * @param counts the requests whose order matters; the others are made along with the one before
     */
    Turns(Predicate<SdkHttpRequest> counts) {
        this.counts = counts;
    }

    /** A process that waits for its turn before each request on this network. */
    final class Participant implements SdkHttpClient {
        private final SdkHttpClient network;
        private final Semaphore turn = new Semaphore(0);
        private boolean ended = true;

        private Participant(SdkHttpClient network) {
            this.network = network;
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest prepared) {
            ExecutableHttpRequest request = network.prepareRequest(prepared);
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws java.io.IOException {
                    if (counts.test(prepared.httpRequest())) {
                        settled.release();
                        turn.acquireUninterruptibly();
                    }
                    return request.call();
                }

                @Override
                public void abort() {
                    request.abort();
                }
            };
        }

        @Override
        public void close() {}

        private void run(Runnable work) {
            try {
                work.run();
            } finally {
                ended = true;
                settled.release();
            }
        }
    }

    /** A network for a process of its own. */
    Participant participant(SdkHttpClient network) {
        Participant participant = new Participant(network);
        participants.add(participant);
        return participant;
    }

    /** A choice that was made: which of how many. */
    record Choice(int which, int of) {}

    /**
     * Runs the processes' works to their ends.
     *
     * @param works one for each process
     * @param interruptions how often at most a process that could go on has to wait for another one
     * @param order which of so many processes makes its next request; 0 is the one that made the last one if it can go on
     * @param afterEach runs after each request
     * @return the choices made
     */
    List<Choice> run(List<? extends Runnable> works, int interruptions, IntUnaryOperator order, Runnable afterEach) {
        for (int i = 0; i < works.size(); i++) {
            Participant participant = participants.get(i);
            Runnable work = works.get(i);
            participant.ended = false;
            THREADS.newThread(() -> participant.run(work)).start();
        }
        settled.acquireUninterruptibly(works.size());
        List<Choice> choices = new ArrayList<>();
        @Nullable Participant last = null;
        int left = interruptions;
        while (true) {
            List<Participant> ready = ready(last);
            if (ready.isEmpty()) {
                return choices;
            }
            boolean goesOn = ready.getFirst().equals(last);
            int of = goesOn && left == 0 ? 1 : ready.size();
            int which = of == 1 ? 0 : order.applyAsInt(of);
            left -= goesOn && which > 0 ? 1 : 0;
            choices.add(new Choice(which, of));
            last = ready.get(which);
            last.turn.release();
            settled.acquireUninterruptibly();
            afterEach.run();
        }
    }

    /** The participants that could go on, beginning with the last one. */
    private List<Participant> ready(@Nullable Participant last) {
        return participants.stream()
                .filter(participant -> !participant.ended)
                .sorted(Comparator.comparing(participant -> !participant.equals(last)))
                .toList();
    }

    /** The choices to begin the next run with, so that all orders are tried in the end; empty after the last one. */
    static Optional<List<Integer>> next(List<Choice> last) {
        for (int i = last.size() - 1; i >= 0; i--) {
            if (last.get(i).which() + 1 < last.get(i).of()) {
                List<Integer> begin = new ArrayList<>(
                        last.subList(0, i).stream().map(Choice::which).toList());
                begin.add(last.get(i).which() + 1);
                return Optional.of(begin);
            }
        }
        return Optional.empty();
    }
}
