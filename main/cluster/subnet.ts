// A subnet for the lab that collides with nothing the laptop already reaches.
import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';

export type Cidr = string;

/**
 * Candidates, in order: corners of the private ranges that home routers, companies and Docker's own defaults
 * (172.17–172.20, 192.168.0–31, 10.0 of swarm's overlays) seldom use.
 */
export function candidateSubnets(): Cidr[] {
  const series = (prefix: string): Cidr[] =>
    Array.from({ length: 32 }, (_, index) => `${prefix}.${index}.0/24`);
  const high = Array.from({ length: 32 }, (_, index) => `192.168.${200 + index}.0/24`);
  return [...series('10.213'), ...series('172.29'), ...high];
}

/** Candidates that overlap with none of `taken`. */
export function freeSubnets(taken: Cidr[]): Cidr[] {
  return candidateSubnets().filter((candidate) => !taken.some((other) => overlaps(candidate, other)));
}

export function overlaps(one: Cidr, other: Cidr): boolean {
  const a = ipaddr.parseCIDR(one);
  const b = ipaddr.parseCIDR(other);
  if (!(a[0] instanceof ipaddr.IPv4) || !(b[0] instanceof ipaddr.IPv4)) return false;
  const bits = Math.min(a[1], b[1]);
  return a[0].match(b[0], bits);
}

/** The `number`th address of a /24: nodes are .11 and up, the gateway .2, the engine's bridge takes .1. */
export function addressIn(subnet: Cidr, number: number): string {
  return subnet.replace(/\.0\/24$/, `.${number}`);
}

export function gatewayAddress(subnet: Cidr): string {
  return addressIn(subnet, 2);
}

/** Subnets that this machine routes: its interfaces', and on Linux its routing table's. */
export async function hostSubnets(): Promise<Cidr[]> {
  const interfaces = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const own = interfaces.flatMap(({ cidr, family }) => (family === 'IPv4' && cidr ? [cidr] : []));
  const table = process.platform === 'linux' ? await readFile('/proc/net/route', 'utf8').catch(() => '') : '';
  return [...own, ...routedSubnets(table)];
}

/** Bits of the widest network that somebody may own (10.0.0.0/8); VPNs cut the default route into two of 1 bit. */
const widestNetwork = 8;

/** Subnets of /proc/net/route (addresses and masks in little-endian hex); the default route counts for none. */
export function routedSubnets(table: string): Cidr[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .flatMap((fields) => {
      const [, destination, , , , , , mask] = fields;
      if (!destination || !mask) return [];
      const prefix = Number.parseInt(mask, 16).toString(2).replaceAll('0', '').length;
      return prefix < widestNetwork ? [] : [`${dotted(destination)}/${prefix}`];
    });
}

function dotted(littleEndianHex: string): string {
  const bytes = littleEndianHex.match(/../g) ?? [];
  return bytes
    .reverse()
    .map((byte) => Number.parseInt(byte, 16))
    .join('.');
}
