import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressIn,
  candidateSubnets,
  freeSubnets,
  gatewayAddress,
  hostSubnets,
  overlaps,
  routedSubnets,
} from '../../main/cluster/subnet';

const cidr = fc.tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 1, max: 32 }));

function written([address, prefix]: [number, number]): string {
  const bytes = [24, 16, 8, 0].map((shift) => (address >>> shift) & 255);
  return `${bytes.join('.')}/${prefix}`;
}

/** First and last address. */
function range([address, prefix]: [number, number]): [number, number] {
  const size = 2 ** (32 - prefix);
  const first = Math.floor(address / size) * size;
  return [first, first + size - 1];
}

describe('overlapping', () => {
  it('means to share an address', () => {
    fc.assert(
      fc.property(cidr, cidr, (one, other) => {
        const [[from, to], [begin, end]] = [range(one), range(other)];
        expect(overlaps(written(one), written(other))).toBe(from <= end && begin <= to);
      }),
    );
  });

  it('never concerns IPv6', () => {
    expect(overlaps('10.0.0.0/8', 'fd00::/8')).toBe(false);
    expect(overlaps('::/0', '10.0.0.0/8')).toBe(false);
  });
});

describe('free subnets', () => {
  it('avoid a VPN’s 10.0.0.0/8 and Docker’s own', () => {
    const free = freeSubnets(['10.0.0.0/8', '172.17.0.0/16', '192.168.1.0/24']);
    expect(free[0]).toBe('172.29.0.0/24');
    expect(free.some((subnet) => subnet.startsWith('10.'))).toBe(false);
  });

  it('are none where everything private is taken', () => {
    expect(freeSubnets(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'])).toEqual([]);
  });

  it('are what is left, in order, and overlap with nothing taken', () => {
    fc.assert(
      fc.property(fc.array(cidr.map(written)), (taken) => {
        const free = freeSubnets(taken);
        for (const subnet of free) for (const other of taken) expect(overlaps(subnet, other)).toBe(false);
        expect(candidateSubnets().filter((subnet) => free.includes(subnet))).toEqual(free);
      }),
    );
  });

  it('are distinct /24, none overlapping another', () => {
    const all = candidateSubnets();
    for (const [index, subnet] of all.entries()) {
      expect(subnet).toMatch(/\.0\/24$/);
      expect(all.slice(index + 1).some((other) => overlaps(subnet, other))).toBe(false);
    }
  });
});

describe('what the machine routes', () => {
  const table = (...routes: [destination: string, mask: string][]): string =>
    ['Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT']
      .concat(
        routes.map(([to, mask]) => `eth0\t${to}\t00000000\t0001\t0\t0\t0\t${mask}\t0\t0\t0`),
        '',
      )
      .join('\n');

  it('is read from the routing table', () => {
    expect(
      routedSubnets(table(['0000000A', '000000FF'], ['0001A8C0', '00FFFFFF'], ['0100000A', 'FFFFFFFF'])),
    ).toEqual(['10.0.0.0/8', '192.168.1.0/24', '10.0.0.1/32']);
  });

  it('leaves out the default route, whole or in the two halves of a VPN', () => {
    expect(
      routedSubnets(table(['00000000', '00000000'], ['00000000', '00000080'], ['00000080', '00000080'])),
    ).toEqual([]);
  });

  it.each(['', 'Iface\tDestination', 'Iface\nnot a route\n'])('is nothing in %j', (text) => {
    expect(routedSubnets(text)).toEqual([]);
  });

  it('can be overlapped with, on this machine, too', async () => {
    for (const subnet of await hostSubnets()) expect(overlaps(subnet, subnet)).toBe(true);
  });
});

it('addresses stand in the subnet', () => {
  expect(addressIn('10.213.4.0/24', 11)).toBe('10.213.4.11');
  expect(gatewayAddress('10.213.4.0/24')).toBe('10.213.4.2');
});
