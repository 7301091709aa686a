import { describe, expect, it } from 'vitest';
import { loadLab } from '../../../main/labs/load';
import { offlineWarnings } from '../../../main/labs/offline/warnings';
import { read } from '../written';

const sidecar = {
  version: 1 as const,
  summary: undefined,
  minutes: undefined,
  level: undefined,
  images: [] as string[],
  steps: {},
};

/** `[line, English message]` of a post whose first line is line 6. */
function warned(
  body: string[],
  images: string[] = [],
  serves: string[] | undefined = ['instavote/vote:latest'],
) {
  const lab = { ...read(...body), sidecar: { ...sidecar, images } };
  return offlineWarnings(lab, serves).map(({ line, message, offline, breaks }) => {
    expect([offline, breaks]).toEqual([true, false]);
    expect(message.fr).not.toBe(message.en);
    return [line, /^(?:The image )?(“.*”|[^\s,]+)/.exec(message.en)?.[1]];
  });
}

const fence = (...lines: string[]) => ['```.term1', ...lines, '```'];

describe('what is missing offline', () => {
  it('is an image that is not served, at the line of its command', () => {
    expect(
      warned(fence('docker pull instavote/vote', 'docker run \\', ' nginx', 'docker run redis')),
    ).toEqual([
      [8, 'nginx'],
      [10, 'redis'],
    ]);
  });

  it('is an image in a file that the lab writes, at its line there', () => {
    const compose = ['services:', '  a:', '    image: "redis:7"', '  b:', '    image: instavote/vote'];
    expect(warned(fence("cat > c.yml <<'EOF'", ...compose, 'EOF', 'docker stack deploy -c c.yml a'))).toEqual(
      [[10, 'redis:7']],
    );
    const file = ['FROM --platform=linux/amd64 golang:1 AS build', 'RUN apk add \\', '  git', 'FROM scratch'];
    const built = ['COPY --from=build /a /a', 'COPY --from=busybox /b /b'];
    expect(
      warned(fence('docker build -t mine - <<EOF', ...file, ...built, 'EOF', 'docker run mine')),
    ).toEqual([
      [8, 'golang:1'],
      [13, 'busybox'],
      [9, '“apk add git”'],
    ]);
  });

  it('is what is run inside of a container', () => {
    expect(warned(fence("docker run instavote/vote sh -c 'apk add curl && curl http://node1'"))).toEqual([
      [7, '“apk add curl”'],
    ]);
  });

  it('is an image that only the sidecar names', () => {
    expect(warned(fence('docker pull nginx'), ['nginx', 'redis:7', 'instavote/vote'])).toEqual([
      [7, 'nginx'],
      [undefined, 'redis:7'],
    ]);
  });

  it('is told once for a line', () => {
    expect(warned(fence('docker pull nginx; docker run nginx'))).toEqual([[7, 'nginx']]);
  });

  it('is no image that the lab builds, keeps in a registry of its own, or lets the learner choose', () => {
    const lines = ['docker build -t mine:2 .', 'docker run mine:2', 'docker pull localhost:5000/x'];
    expect(
      warned(fence(...lines, 'docker run $IMAGE', 'docker run <image>', 'echo docker run nginx')),
    ).toEqual([]);
  });

  it('is not looked for in what is not run', () => {
    expect(warned(['```', 'docker pull nginx', '```', '```sh', 'docker pull nginx', '```'])).toEqual([]);
  });

  it('is no image where it is not known what is served', () => {
    const lab = {
      ...read(...fence('docker pull nginx', 'git clone https://github.com/a/b')),
      sidecar: undefined,
    };
    expect(offlineWarnings(lab, undefined).map(({ line }) => line)).toEqual([8]);
  });

  it('is nothing of the lab that ships with Essaim', async () => {
    const serves = ['instavote/vote:latest', 'instavote/vote:indent', 'dockersamples/visualizer:stable'];
    const lab = await loadLab('assets/labs/swarm-vue-d-ensemble', { serves });
    expect(lab.warnings).toEqual([]);
    const fewer = await loadLab('assets/labs/swarm-vue-d-ensemble', { serves: serves.slice(0, 1) });
    expect(fewer.warnings.length).toBeGreaterThan(0);
  });
});
