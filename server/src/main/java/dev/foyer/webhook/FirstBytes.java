package dev.foyer.webhook;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Keeps the beginning of a body and hangs up on whoever sends much more. */
final class FirstBytes implements HttpResponse.BodySubscriber<String> {
    private static final int KEPT = 1024;
    /** A short rest is read to the end, so that the connection can be used again. */
    private static final int READ = 16 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CompletableFuture<String> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long seen;

    @Override
    public CompletionStage<String> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            seen += buffer.remaining();
            byte[] part = new byte[Math.min(buffer.remaining(), KEPT - kept.size())];
            buffer.get(part);
            kept.writeBytes(part);
        }
        if (seen > READ && subscription != null) {
            subscription.cancel();
            onComplete();
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        // No database of ours can keep a NUL.
        body.complete(kept.toString(StandardCharsets.UTF_8).replace("\u0000", ""));
    }
}
