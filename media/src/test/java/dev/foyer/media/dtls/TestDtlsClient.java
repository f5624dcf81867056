package dev.foyer.media.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** The browser's end of a handshake: a DTLS 1.2 client with a certificate and use_srtp, on a virtual thread of its own. */
public final class TestDtlsClient {
    private final @Nullable DtlsIdentity identity;
    private final int[] profiles;
    private final Runnable wake;
    private final DatagramQueues queues;
    private final ConcurrentLinkedQueue<byte[]> data = new ConcurrentLinkedQueue<>();
    private volatile @Nullable String expected;
    private volatile @Nullable DTLSTransport transport;
    private volatile @Nullable DtlsKeys keys;
    private volatile boolean ended;

    /** {@code profiles} as use_srtp offers them, none for no extension; a null identity presents no certificate. */
    public TestDtlsClient(@Nullable DtlsIdentity identity, int[] profiles, Runnable wake) {
        this.identity = identity;
        this.profiles = profiles;
        this.wake = wake;
        this.queues = new DatagramQueues(wake);
    }

    /** Starts the handshake with a server of this fingerprint. */
    public void start(String serverFingerprint) {
        expected = serverFingerprint;
        Thread.startVirtualThread(this::run);
    }

    private void run() {
        try {
            DTLSTransport open = new DTLSClientProtocol().connect(new Client(), queues);
            transport = open;
            wake.run();
            byte[] buffer = new byte[2048];
            while (!queues.isClosed() && !ended) {
                int count = open.receive(buffer, 0, buffer.length, 60_000);
                if (count > 0) {
                    data.add(Arrays.copyOf(buffer, count));
                    wake.run();
                }
            }
        } catch (IOException | RuntimeException _) {
            // Seen by the test as ended().
        }
        ended = true;
        wake.run();
    }

    public void handle(byte[] datagram) {
        queues.offer(datagram);
    }

    public byte @Nullable [] poll() {
        return queues.poll();
    }

    public void send(byte[] message) {
        try {
            transport.send(message, 0, message.length);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte @Nullable [] pollData() {
        return data.poll();
    }

    public boolean connected() {
        return transport != null && !ended;
    }

    /** True when the handshake failed or the session is over. */
    public boolean ended() {
        return ended;
    }

    public @Nullable DtlsKeys keys() {
        return keys;
    }

    /** Sends close_notify and ends the thread. */
    public void close() {
        try {
            if (transport != null) {
                transport.close();
            }
        } catch (IOException _) {
            // Best effort.
        }
        queues.shutDown();
    }

    private final class Client extends DefaultTlsClient implements TlsAuthentication {
        private int profile;

        Client() {
            super(new BcTlsCrypto(new SecureRandom()));
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.DTLSv12.only();
        }

        @Override
        @SuppressWarnings({"rawtypes", "unchecked"})
        public Hashtable getClientExtensions() throws IOException {
            Hashtable extensions = super.getClientExtensions();
            if (profiles.length > 0) {
                TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(profiles, TlsUtils.EMPTY_BYTES));
            }
            return extensions;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public void processServerExtensions(Hashtable extensions) throws IOException {
            super.processServerExtensions(extensions);
            UseSRTPData chosen = TlsSRTPUtils.getUseSRTPExtension(extensions);
            profile = chosen == null ? 0 : chosen.getProtectionProfiles()[0];
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return this;
        }

        @Override
        public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
            byte[] der = server.getCertificate().getCertificateAt(0).getEncoded();
            if (!DtlsIdentity.fingerprint(der).equals(expected)) {
                throw new TlsFatalAlert(AlertDescription.bad_certificate);
            }
        }

        @Override
        public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
            if (identity == null) {
                return null;
            }
            BcTlsCrypto crypto = (BcTlsCrypto) context.getCrypto();
            TlsCertificate[] chain = {crypto.createCertificate(identity.certificate())};
            return new BcDefaultTlsCredentialedSigner(
                    new TlsCryptoParameters(context),
                    crypto,
                    identity.privateKey(),
                    new Certificate(chain),
                    SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
        }

        @Override
        public int getHandshakeResendTimeMillis() {
            return 200;
        }

        @Override
        public void notifyHandshakeComplete() throws IOException {
            super.notifyHandshakeComplete();
            if (profile != 0) {
                int key = DtlsKeys.keyBytes(profile);
                int salt = DtlsKeys.saltBytes(profile);
                byte[] material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (key + salt));
                keys = new DtlsKeys(profile, key, salt, material);
            }
        }

        @Override
        public void notifyAlertReceived(short level, short description) {
            if (description == AlertDescription.close_notify) {
                queues.shutDown();
            }
        }
    }
}
