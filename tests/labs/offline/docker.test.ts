import { describe, expect, it } from 'vitest';
import { dockerUse } from '../../../main/labs/offline/docker';
import { commandsIn } from '../../../main/labs/offline/shell';

const useOf = (text: string) => dockerUse(commandsIn(text)[0]?.words ?? []);

describe('the image of a docker command', () => {
  it.each([
    'docker run image',
    'docker run -d -p 80:80 --name web image nginx -g x',
    'docker run -dp 80:80 image',
    'docker run -itp80:80 image',
    'docker run -it --rm -e A=b --env=C -v a:b image sh -c "x"',
    'docker run --mount type=bind,source=a,target=b --network n --init image',
    'docker -H tcp://node1 --debug run --read-only image',
    'docker container run image',
    'docker create --label a=b image',
    'docker pull image',
    'docker pull -q --platform linux/arm64 image',
    'docker image pull image',
    'docker service create --name a --replicas 3 -p 80:80 image cmd',
    'docker service create -d --detach=false --mode global --publish published=80,target=80,mode=host image',
    'docker service update --image image --force web',
    'docker service update --image=image web',
  ])('%s', (text) => {
    expect(useOf(text).takes).toEqual(['image']);
  });

  it.each([
    'docker ps -a',
    'docker run',
    'docker run $IMAGE',
    'docker run "$(cat name)" x',
    'docker service update --replicas 3 image',
    'docker exec -it web sh',
    'docker images image',
    'docker image ls',
    'docker stack deploy -c f app',
    'docker',
  ])('%s: none', (text) => {
    expect(useOf(text).takes).toEqual([]);
  });

  it.each([
    ['docker build -t mine:1 .', ['mine:1']],
    ['docker buildx build --tag mine --tag=yours -q .', ['mine', 'yours']],
    ['docker tag a b', ['b']],
    ['docker commit -m "x" web b', ['b']],
  ])('%s makes %j', (text, makes) => {
    expect(useOf(text)).toMatchObject({ takes: [], makes });
  });

  it.each([
    ['docker run -it alpine apk add curl', ['apk', 'add', 'curl']],
    ['docker exec -u root web apt-get install -y x', ['apt-get', 'install', '-y', 'x']],
  ])('%s runs %j inside', (text, runs) => {
    expect(useOf(text).runs).toEqual(runs);
  });
});
