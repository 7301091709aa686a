import { describe, expect, it } from 'vitest';
import { gatewayOptions, nodeOptions } from '../../main/cluster/containers';

const common = {
  cluster: 'labo',
  network: 'essaim-labo-network',
  image: 'essaim/x:1',
  labels: { 'io.essaim.cluster': 'labo' },
};
const node = nodeOptions({
  ...common,
  name: 'node1',
  address: '10.213.0.11',
  gateway: '10.213.0.2',
  limits: { memory: 512 * 2 ** 20, cpus: 2 },
});
const gateway = gatewayOptions({ publishOn: '127.0.0.1', ...common, address: '10.213.0.2' });

describe('a node', () => {
  it('has exactly the privileges that it needs', () => {
    expect(node.HostConfig?.CapAdd).toEqual(['SYS_ADMIN', 'NET_ADMIN']);
    for (const name of ['Privileged', 'Devices', 'Binds', 'PidMode', 'IpcMode', 'UsernsMode'])
      expect(node.HostConfig).not.toHaveProperty(name);
    expect(node.HostConfig).toMatchObject({ CgroupnsMode: 'private', NetworkMode: 'essaim-labo-network' });
  });

  it('sees nothing of the host: its one mount is a volume of its own, labelled', () => {
    expect(node.HostConfig?.Mounts).toHaveLength(1);
    expect(node.HostConfig?.Mounts?.[0]).toMatchObject({
      Type: 'volume',
      Source: 'essaim-labo-node1',
      Target: '/var/lib/docker',
      VolumeOptions: {
        Labels: { 'io.essaim.cluster': 'labo', 'io.essaim.part': 'volume', 'io.essaim.node': 'node1' },
      },
    });
  });

  it('publishes nothing, and its dockerd listens on no TCP port', () => {
    expect(node.HostConfig?.PortBindings).toBeUndefined();
    expect(node.HostConfig?.PublishAllPorts).toBeUndefined();
    expect(node.Cmd?.join(' ')).not.toMatch(/(^| )(-H|--host)|tcp:|:237[56]/);
  });

  it('has limits: memory without swap on top, processors, processes', () => {
    expect(node.HostConfig).toMatchObject({ Memory: 536870912, MemorySwap: 536870912, NanoCpus: 2e9 });
    expect(node.HostConfig?.PidsLimit).toBeGreaterThan(0);
  });

  it('is known by its name and its address', () => {
    expect(node).toMatchObject({ name: 'essaim-labo-node1', Hostname: 'node1' });
    expect(node.Labels).toEqual({ ...common.labels, 'io.essaim.part': 'node', 'io.essaim.node': 'node1' });
    expect(node.NetworkingConfig?.EndpointsConfig).toEqual({
      'essaim-labo-network': { Aliases: ['node1'], IPAMConfig: { IPv4Address: '10.213.0.11' } },
    });
  });
});

describe('the gateway', () => {
  it('has no privilege at all', () => {
    expect(gateway.HostConfig).toMatchObject({ CapDrop: ['ALL'], SecurityOpt: ['no-new-privileges'] });
    for (const name of ['CapAdd', 'Privileged', 'Mounts', 'Binds'])
      expect(gateway.HostConfig).not.toHaveProperty(name);
  });

  it('publishes its one door on the loopback only, on a port that the engine chooses', () => {
    expect(gateway.HostConfig?.PortBindings).toEqual({ '1080/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] });
    expect(gateway.HostConfig?.PublishAllPorts).toBeUndefined();
  });
});
