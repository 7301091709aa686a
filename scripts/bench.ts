// `npm run bench`: measures Essaim against the bare commands in the same run and prints the ratios. It judges nothing:
// a missed target is shown, never a failed test.
import { mkdir, writeFile } from 'node:fs/promises';
import { benchApp } from '../bench/app';
import { benchCluster } from '../bench/cluster';
import { benchEmbedded } from '../bench/embedded';
import { benchParse } from '../bench/parse';
import { benchTerminals } from '../bench/terminals';
import { benchTravel } from '../bench/travel';
import type { Figure, Measure } from '../bench/figure';
import { connectDocker } from '../main/engine/docker/connect';
import { createCall } from '../main/engine/runner';
import { ensureLoaded } from '../main/images/load';
import { openStore } from '../main/images/store';
import { silentLog } from '../main/log/log';
import { startPrivateDockerd } from './dockerd';
import { repository } from './repository';

async function measure(): Promise<{ figures: Figure[]; measures: Measure[] }> {
  const images = await openStore(repository('.cache', 'images'));
  const dockerd = await startPrivateDockerd();
  try {
    const engine = await connectDocker({ DOCKER_HOST: `unix://${dockerd.socket}` });
    const call = createCall(engine, silentLog);
    await ensureLoaded(engine, images.node, call);
    await ensureLoaded(engine, images.gateway, call);
    const cluster = await benchCluster(engine, images, call);
    const travel = await benchTravel(engine, images, call);
    const node = await engine.api.createContainer({
      Image: images.node.reference,
      Entrypoint: ['sleep', 'infinity'],
    });
    await node.start();
    const terminals = await benchTerminals(node);
    await node.remove({ force: true });
    const app = await benchApp(dockerd);
    return { figures: [...cluster, ...travel, ...terminals, ...app.figures], measures: app.measures };
  } finally {
    await dockerd.stop();
  }
}

const { figures, measures } = await measure();
measures.push(
  ...(await benchEmbedded(
    repository('.cache', 'appliance'),
    await openStore(repository('.cache', 'images')),
  )),
);
figures.push(...(await benchParse(repository('tests', 'labs', 'parse', 'fixtures', 'reference'))));
await mkdir(repository('.cache', 'reports'), { recursive: true });
await writeFile(
  repository('.cache', 'reports', 'bench.json'),
  `${JSON.stringify([...figures, ...measures], null, 2)}\n`,
);
for (const { name, unit, ours, bare, ratio, target, met } of figures) {
  const values = `${ours.toFixed(2)} ${unit} / bare ${bare.toFixed(2)} ${unit} = ${ratio.toFixed(2)}`;
  console.log(`${met ? 'met   ' : 'MISSED'}  ${name}: ${values} (target ${target})`);
}
for (const { name, unit, value, target, met } of measures) {
  const verdict = target === undefined ? '      ' : met ? 'met   ' : 'MISSED';
  console.log(
    `${verdict}  ${name}: ${value.toFixed(2)} ${unit}${target === undefined ? '' : ` (target ${target})`}`,
  );
}
