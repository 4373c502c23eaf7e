package io.rdsmaint.bench.thousands;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Counts calls, and has each take at least this long, as a network does. */
final class CallCounter implements ExecutionInterceptor {
    private final Duration each;
    private final Map<String, Integer> calls = new ConcurrentSkipListMap<>();

    CallCounter(Duration each) {
        this.each = each;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        calls.merge(String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)), 1, Integer::sum);
        if (!each.isZero()) {
            LockSupport.parkNanos(each.toNanos());
        }
    }

    /** What was called since this was asked last, by name. */
    Map<String, Integer> taken() {
        Map<String, Integer> all = new TreeMap<>(calls);
        calls.clear();
        return all;
    }
}
