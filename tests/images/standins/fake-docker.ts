// A docker.sock that answers `/nodes`, `/services` and `/tasks` with what a test put there, and notes what it was asked.
import { once } from 'node:events';
import { createServer } from 'node:http';
import {
  dockerNodes,
  dockerServices,
  dockerTasks,
  type FakeNode,
  type FakeService,
  type FakeTask,
} from './fake-swarm';

export interface FakeSwarm {
  nodes: FakeNode[];
  services: FakeService[];
  tasks: FakeTask[];
}

/** What Docker says instead of an answer. */
export interface Refusal {
  status: number;
  message: string;
}

export interface FakeDocker {
  answer: FakeSwarm | Refusal;
  /** `GET /nodes HTTP/1.0 docker`, in order. */
  asked: string[];
  close: () => Promise<void>;
}

export async function fakeDocker(socket: string, answer: FakeSwarm | Refusal): Promise<FakeDocker> {
  const server = createServer((request, response) => {
    const { method = '', url = '', httpVersion, headers } = request;
    docker.asked.push(`${method} ${url} HTTP/${httpVersion} ${headers.host ?? ''}`);
    const [status, body] = answerTo(url, docker.answer);
    response.writeHead(status, { 'Content-Type': 'application/json', 'Api-Version': '1.45' });
    response.end(`${JSON.stringify(body)}\n`);
  });
  const docker: FakeDocker = {
    answer,
    asked: [],
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  server.listen(socket);
  await once(server, 'listening');
  return docker;
}

function answerTo(url: string, answer: FakeSwarm | Refusal): [number, unknown] {
  if ('status' in answer) return [answer.status, { message: answer.message }];
  switch (url) {
    case '/nodes':
      return [200, dockerNodes(answer.nodes)];
    case '/services':
      return [200, dockerServices(answer.services)];
    case '/tasks':
      return [200, dockerTasks(answer.tasks, answer.services)];
    default:
      return [404, { message: 'page not found' }];
  }
}
