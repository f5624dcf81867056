package dev.foyer;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C and SIGTERM as something to wait for. A shutdown hook would do for closing, but the virtual machine then ends with
 * 128 + the signal's number, which service managers take for a crash.
 */
final class StopSignal {
    private static final List<String> NAMES = List.of("INT", "TERM");
    private static final int ENDED_AT_ONCE = 130;

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final AtomicInteger count = new AtomicInteger();

    /** One that no signal reaches. */
    StopSignal() {}

    /** Takes over both signals from now on; one that the process was told to ignore stays ignored. */
    static StopSignal listen() {
        StopSignal stop = new StopSignal();
        try {
            // By name: the compiler warns of these two classes in a way that cannot be switched off in the source. They
            // are
            // exported by the module jdk.unsupported, and there is no other way to a signal.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, given) -> {
                        stop.came();
                        return null;
                    });
            for (String name : NAMES) {
                Object which = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handler).invoke(null, which, ours);
            }
        } catch (ReflectiveOperationException e) {
            // A runtime without them, or started with -Xrs: it ends by its own rules, at once.
            return stop;
        }
        return stop;
    }

    /** Returns when the first signal has come. */
    void await() throws InterruptedException {
        arrived.await();
    }

    private void came() {
        if (count.incrementAndGet() == 1) {
            arrived.countDown();
        } else {
            // Somebody insists: closing takes longer than they want to wait.
            Runtime.getRuntime().halt(ENDED_AT_ONCE);
        }
    }
}
