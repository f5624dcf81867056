package dev.foyer.http;

import dev.foyer.config.Config;
import dev.foyer.kernel.StartException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** A certificate chain and its key, from PEM files: the key unencrypted in PKCS #8. */
final class Tls {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    /** Kinds of keys, and what they sign with. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "Ed25519", "Ed25519");

    private final KeyStore store;

    private Tls(KeyStore store) {
        this.store = store;
    }

    static @Nullable Tls of(Config config) {
        Path certificate = config.tlsCertificate();
        Path key = config.tlsKey();
        return certificate == null || key == null ? null : new Tls(read(certificate, key));
    }

    ServerConnector connector(Server server, HttpConfiguration http, int port) {
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStore(store);
        context.setKeyStorePassword("");
        HttpConfiguration secure = new HttpConfiguration(http);
        // Rooms are reached under many host names; the name in the certificate is the browser's business.
        secure.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(server, context, new HttpConnectionFactory(secure));
        connector.setPort(port);
        return connector;
    }

    private static KeyStore read(Path certificateFile, Path keyFile) {
        Certificate[] chain = chain(certificateFile);
        PrivateKey key = key(keyFile);
        if (!belongTogether(key, chain[0].getPublicKey())) {
            throw new StartException("Cannot start: the key in " + keyFile + " does not belong to the certificate in "
                    + certificateFile + "; the server's own certificate must come first in that file.");
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, new char[0], chain);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new StartException(
                    "Cannot start: the certificates in " + certificateFile
                            + " are not a chain; each must be followed by the one that signed it.",
                    e);
        }
    }

    private static Certificate[] chain(Path file) {
        try {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes("--tls-cert", file)))
                    .toArray(Certificate[]::new);
            if (chain.length > 0) {
                return chain;
            }
        } catch (CertificateException e) {
            throw notCertificate(file, e);
        }
        throw notCertificate(file, null);
    }

    private static StartException notCertificate(Path file, @Nullable Throwable cause) {
        return new StartException("Cannot start: " + file + " holds no certificate in PEM form.", cause);
    }

    private static PrivateKey key(Path file) {
        String pem = new String(bytes("--tls-key", file), StandardCharsets.ISO_8859_1);
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin >= 0 && end > begin) {
            try {
                return key(Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end)));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw notKey(file, e);
            }
        }
        throw notKey(file, null);
    }

    private static PrivateKey key(byte[] der) throws GeneralSecurityException {
        // The kind of key is inside; the factory of another kind refuses it.
        GeneralSecurityException refused = new GeneralSecurityException("unknown kind of key");
        for (String algorithm : SIGNATURES.keySet()) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException e) {
                refused.addSuppressed(e);
            }
        }
        throw refused;
    }

    private static StartException notKey(Path file, @Nullable Throwable cause) {
        return new StartException(
                "Cannot start: " + file + " holds no unencrypted PKCS #8 key in PEM form; make one with:"
                        + " openssl pkcs8 -topk8 -nodes -in OLD.key -out NEW.key",
                cause);
    }

    /** Whether what the key signs is what the certificate's key confirms. */
    private static boolean belongTogether(PrivateKey key, PublicKey certified) {
        byte[] text = "foyer".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(
                    Objects.requireNonNull(SIGNATURES.getOrDefault(key.getAlgorithm(), "Ed25519")));
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // Another kind of key, or another curve.
            return false;
        }
    }

    private static byte[] bytes(String flag, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new StartException("Cannot start: " + flag + " " + file + " does not exist.", e);
        } catch (IOException e) {
            throw new StartException("Cannot start: " + flag + " " + file + " cannot be read.", e);
        }
    }
}
