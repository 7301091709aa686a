// The keys of one launch of the guest: a CA that is forgotten at once, a certificate for the guest and one for us.
import { webcrypto } from 'node:crypto';
import type * as X509 from '@peculiar/x509';

/** All PEM. */
export interface Keys {
  ca: string;
  server: KeyPair;
  client: KeyPair;
}

interface KeyPair {
  certificate: string;
  /** PKCS #8. */
  key: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
/** Milliseconds. */
const day = 24 * 60 * 60 * 1000;
/** Names that the server may be asked by. */
const serverNames: X509.JsonGeneralNames = [
  { type: 'dns', value: 'essaim' },
  { type: 'dns', value: 'localhost' },
  { type: 'ip', value: '127.0.0.1' },
];

/** New ones on each call. Nobody has the CA's private key: no further certificate can be made. */
export async function makeKeys(): Promise<Keys> {
  const x509 = await loadX509();
  const now = Date.now();
  // A guest whose clock is slow, or is set a moment too late, must not find them not yet valid.
  const validity = { notBefore: new Date(now - day), notAfter: new Date(now + 365 * day) };
  const authority = await newKeys(false);
  const issuer = 'CN=Essaim CA';
  const ca = await x509.X509CertificateGenerator.createSelfSigned(
    {
      ...validity,
      name: issuer,
      keys: authority,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
        await x509.SubjectKeyIdentifierExtension.create(authority.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );

  const issue = async (
    name: string,
    usage: X509.ExtendedKeyUsage,
    names: X509.JsonGeneralNames,
  ): Promise<KeyPair> => {
    const keys = await newKeys(true);
    const certificate = await x509.X509CertificateGenerator.create(
      {
        ...validity,
        subject: `CN=${name}`,
        issuer,
        publicKey: keys.publicKey,
        signingKey: authority.privateKey,
        signingAlgorithm: algorithm,
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
          new x509.ExtendedKeyUsageExtension([usage]),
          await x509.AuthorityKeyIdentifierExtension.create(authority.publicKey, false, webcrypto),
          ...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : []),
        ],
      },
      webcrypto,
    );
    const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
    return { certificate: certificate.toString('pem'), key: x509.PemConverter.encode(key, 'PRIVATE KEY') };
  };
  return {
    ca: ca.toString('pem'),
    server: await issue('essaim', x509.ExtendedKeyUsage.serverAuth, serverNames),
    client: await issue('essaim client', x509.ExtendedKeyUsage.clientAuth, []),
  };
}

/** The crypto provider is given to each call: the library's own is the global one, which Node 18 has not. */
function newKeys(extractable: boolean): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, extractable, ['sign', 'verify']);
}

/**
 * Loads the library when it is needed: that takes 0.2 s. Its injector (tsyringe) wants a Reflect with metadata when it is
 * loaded, only to ask for metadata that nobody defines here, so one that answers `undefined` does while it loads.
 */
async function loadX509(): Promise<typeof X509> {
  const reflect = Reflect as { getMetadata?: unknown; getOwnMetadata?: unknown };
  if (reflect.getMetadata !== undefined) return import('@peculiar/x509');
  reflect.getMetadata = reflect.getOwnMetadata = () => undefined;
  try {
    return await import('@peculiar/x509');
  } finally {
    delete reflect.getMetadata;
    delete reflect.getOwnMetadata;
  }
}
