package dev.foyer.webhook;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Requests over the network. Redirects are not followed. The name is resolved and checked here, and the HTTP client then
 * finds the same answer in the cache of the Java runtime; see docs/adr/0011 for what that leaves open.
 */
public final class HttpSender implements Sender, AutoCloseable {
    private static final int MAX_LOOKUPS = 64;
    private static final int MAX_ERROR = 200;

    private final Reach reach;
    private final InstantSource clock;
    private final Duration whole;
    private final Duration connect;
    private final HttpClient client;
    /** Platform threads: a resolver that hangs would pin the carriers of virtual ones, and those run the rooms. */
    private final ExecutorService lookups = new ThreadPoolExecutor(
            0,
            MAX_LOOKUPS,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("webhook-lookup").factory());

    public HttpSender(Reach reach, InstantSource clock) {
        this(reach, clock, Duration.ofSeconds(3), Duration.ofSeconds(10));
    }

    HttpSender(Reach reach, InstantSource clock, Duration connect, Duration whole) {
        this.reach = reach;
        this.clock = clock;
        this.connect = connect;
        this.whole = whole;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .build();
    }

    @Override
    public Attempt send(String url, Map<String, String> headers, String body) {
        long at = clock.millis();
        long begun = System.nanoTime();
        try {
            URI uri = URI.create(url);
            check(uri.getHost());
            HttpResponse<String> answer = exchange(request(uri, headers, body), begun);
            return attempt(at, begun, answer.statusCode(), "", answer.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return attempt(at, begun, 0, "stopped", "");
        } catch (TimeoutException late) {
            return attempt(at, begun, 0, "timeout", "");
        } catch (IOException | IllegalArgumentException | RejectedExecutionException failed) {
            return attempt(at, begun, 0, words(failed), "");
        }
    }

    @Override
    public void close() {
        lookups.shutdownNow();
        client.shutdownNow();
    }

    /** Every address of the name has to be fine: which of them is used is not ours to choose. */
    private void check(String host) throws IOException, InterruptedException, TimeoutException {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        Future<InetAddress[]> lookup = lookups.submit(() -> InetAddress.getAllByName(bare));
        try {
            for (InetAddress address : lookup.get(connect.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!reach.allows(address)) {
                    throw new IOException("address not allowed");
                }
            }
        } catch (ExecutionException failed) {
            throw new UnknownHostException("name not found");
        }
    }

    private HttpRequest request(URI uri, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(whole)
                .setHeader("Content-Type", "application/json")
                .setHeader("User-Agent", "Foyer-Webhook/1");
        headers.forEach(request::setHeader);
        return request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    private HttpResponse<String> exchange(HttpRequest request, long begun)
            throws IOException, InterruptedException, TimeoutException {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, info -> new FirstBytes());
        try {
            long left = whole.toNanos() - (System.nanoTime() - begun);
            return answer.get(left, TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(failed.getCause());
        } finally {
            // Also ends the exchange when time is up.
            answer.cancel(true);
        }
    }

    private static Attempt attempt(long at, long begun, int status, String error, String answer) {
        int millis = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        return new Attempt(at, status, millis, error, answer);
    }

    private static String words(Exception failed) {
        return switch (failed) {
            case UnknownHostException unknown -> "name not found";
            case HttpConnectTimeoutException late -> "connect timeout";
            case HttpTimeoutException late -> "timeout";
            case ConnectException refused -> "connection refused";
            case SSLException untrusted -> cut("tls: " + untrusted.getMessage());
            case IOException broken -> cut(String.valueOf(broken.getMessage()));
            default -> "cannot be requested";
        };
    }

    private static String cut(String text) {
        String clean = text.replace("\u0000", "");
        return clean.length() <= MAX_ERROR ? clean : clean.substring(0, MAX_ERROR);
    }
}
