package dev.foyer.media.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/**
 * Our certificate: a P-256 key and a self-signed certificate that says nothing of us. The peer trusts it by the fingerprint
 * in the session description (RFC 8122), so its name and dates do not matter; it lives as long as the process.
 */
public final class DtlsIdentity {
    private final AsymmetricKeyParameter privateKey;
    private final byte[] certificate;
    private final String fingerprint;

    private DtlsIdentity(AsymmetricKeyParameter privateKey, byte[] certificate) {
        this.privateKey = privateKey;
        this.certificate = certificate;
        this.fingerprint = fingerprint(certificate);
    }

    /** A new key pair and certificate. */
    public static DtlsIdentity generate(SecureRandom random) {
        ECNamedDomainParameters curve = new ECNamedDomainParameters(
                SECObjectIdentifiers.secp256r1, ECNamedCurveTable.getByOID(SECObjectIdentifiers.secp256r1));
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(curve, random));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        try {
            return new DtlsIdentity(pair.getPrivate(), selfSign(pair, random));
        } catch (IOException e) {
            throw new IllegalStateException("a P-256 certificate always encodes", e);
        }
    }

    private static byte[] selfSign(AsymmetricCipherKeyPair pair, SecureRandom random) throws IOException {
        SubjectPublicKeyInfo key = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic());
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        X500Name name = new X500Name("CN=WebRTC");
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(new BigInteger(63, random).add(BigInteger.ONE)));
        generator.setIssuer(name);
        generator.setSubject(name);
        // Fixed dates: a clock that is wrong must not make a certificate that is not yet valid.
        generator.setStartDate(new Time(Date.from(Instant.parse("2020-01-01T00:00:00Z"))));
        generator.setEndDate(new Time(Date.from(Instant.parse("2049-01-01T00:00:00Z"))));
        generator.setSignature(algorithm);
        generator.setSubjectPublicKeyInfo(key);
        TBSCertificate body = generator.generateTBSCertificate();
        DSADigestSigner signer = new DSADigestSigner(new ECDSASigner(), new SHA256Digest());
        signer.init(true, new ParametersWithRandom(pair.getPrivate(), random));
        byte[] signed = body.getEncoded(ASN1Encoding.DER);
        signer.update(signed, 0, signed.length);
        ASN1EncodableVector whole = new ASN1EncodableVector();
        whole.add(body);
        whole.add(algorithm);
        whole.add(new DERBitString(signer.generateSignature()));
        return new DERSequence(whole).getEncoded(ASN1Encoding.DER);
    }

    /** SHA-256 of the certificate as session descriptions write it: {@code AA:BB:…}, upper case. */
    public String fingerprint() {
        return fingerprint;
    }

    AsymmetricKeyParameter privateKey() {
        return privateKey;
    }

    /** The certificate in DER. */
    byte[] certificate() {
        return certificate.clone();
    }

    /** The fingerprint of a certificate in DER. */
    static String fingerprint(byte[] der) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(der);
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
