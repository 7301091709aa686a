import { expect, test } from 'vitest';
import { hostDocker } from '../../../main/app/terminals/host-docker';

test('a Docker Engine is named; a machine of ours is reached with its keys', () => {
  const docker = { name: 'essaim', engine: { endpoint: 'unix:///run/docker.sock' } };
  expect(hostDocker(docker as never, '/machines')).toEqual({ DOCKER_HOST: 'unix:///run/docker.sock' });
  const own = { name: 'essaim', engine: { endpoint: 'tcp://localhost:4711', machine: {} } };
  expect(hostDocker(own as never, '/machines')).toEqual({
    DOCKER_HOST: 'tcp://localhost:4711',
    DOCKER_TLS_VERIFY: '1',
    DOCKER_CERT_PATH: '/machines/essaim/keys',
  });
});
