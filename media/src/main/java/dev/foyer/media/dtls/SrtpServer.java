package dev.foyer.media.dtls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** The policy of our side of the handshake: DTLS 1.2, ECDHE with ECDSA, client certificate by fingerprint, use_srtp. */
final class SrtpServer extends DefaultTlsServer {
    /** By preference: GCM with 128 bits is the fastest here, SHA1_80 the one that every client has. */
    private static final int[] PROFILES = {7, 8, 1};

    private static final int[] SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    };
    private static final int HANDSHAKE_TIMEOUT_MILLIS = 30_000;
    private static final int RESEND_MILLIS = 250;

    private final BcTlsCrypto crypto;
    private final DtlsIdentity identity;
    private final String expectedFingerprint;
    private final Runnable onClose;
    private int profile;
    private volatile @Nullable DtlsKeys keys;

    /** {@code onClose} runs when the peer's close_notify arrives, on the reader's thread. */
    SrtpServer(BcTlsCrypto crypto, DtlsIdentity identity, String expectedFingerprint, Runnable onClose) {
        super(crypto);
        this.onClose = onClose;
        this.crypto = crypto;
        this.identity = identity;
        this.expectedFingerprint = expectedFingerprint;
    }

    /** Null before the end of the handshake, and when the client offered no profile of ours. */
    @Nullable
    DtlsKeys keys() {
        return keys;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return TlsUtils.getSupportedCipherSuites(crypto, SUITES);
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return HANDSHAKE_TIMEOUT_MILLIS;
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return RESEND_MILLIS;
    }

    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        Certificate chain = new Certificate(new TlsCertificate[] {crypto.createCertificate(identity.certificate())});
        SignatureAndHashAlgorithm algorithm =
                SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context), crypto, identity.privateKey(), chain, algorithm);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
        Vector<?> algorithms = TlsUtils.getDefaultSupportedSignatureAlgorithms(context);
        return new CertificateRequest(types, algorithms, null);
    }

    @Override
    public void notifyClientCertificate(@Nullable Certificate chain) throws IOException {
        if (chain == null || chain.isEmpty()) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure, "no client certificate");
        }
        String actual = DtlsIdentity.fingerprint(chain.getCertificateAt(0).getEncoded());
        if (!MessageDigest.isEqual(ascii(actual), ascii(expectedFingerprint))) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "fingerprint differs from the description's");
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void processClientExtensions(@Nullable Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        UseSRTPData offered = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
        // Without a common profile the connection can still carry data channels (RFC 5764 §4.1.1).
        profile = offered == null ? 0 : choose(offered.getProtectionProfiles());
    }

    private static int choose(int[] offered) {
        for (int ours : PROFILES) {
            for (int theirs : offered) {
                if (ours == theirs) {
                    return ours;
                }
            }
        }
        return 0;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        if (profile != 0) {
            TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(new int[] {profile}, TlsUtils.EMPTY_BYTES));
        }
        return extensions;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        if (profile != 0) {
            int keyBytes = DtlsKeys.keyBytes(profile);
            int saltBytes = DtlsKeys.saltBytes(profile);
            byte[] material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (keyBytes + saltBytes));
            keys = new DtlsKeys(profile, keyBytes, saltBytes, material);
        }
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        if (description == AlertDescription.close_notify) {
            onClose.run();
        }
    }

    @Override
    public void notifyAlertRaised(short level, short description, @Nullable String message, @Nullable Throwable cause) {
        // The base class is silent already; said here so that an update cannot start printing to the console.
    }
}
