import type {
  Because,
  ConnectionClient,
  Mesh,
  RouteRequest,
} from '@ecotrack/mesh-engine';
import { BadUse } from '../BadUse';
import type { Options } from '../options';
import type { ReadUnits, Unit } from '../sources/readUnits';
import {
  authorizeSentences,
  connectionSentences,
  mtlsSentence,
  routeSentences,
} from './sentences';
import {
  askUnits,
  findServer,
  findWorkload,
  readName,
  readNameAndPort,
  type Written,
} from './subject';

/** What the engine answers about one mesh, and the sentences for it. */
export interface Explained {
  unit: Unit;
  sentences: string[];
  answer: { because: Because[] };
}

type Question = (options: Options, read: ReadUnits) => Explained[];

const OUTSIDE = 'outside';

function readCaller(text: string | undefined): Written | undefined {
  return text === OUTSIDE ? undefined : readName('FROM', text);
}

/** The caller in a mesh; undefined where it is not there. */
function callerIn(
  mesh: Mesh,
  written: Written | undefined,
): ConnectionClient | undefined {
  return written ? findWorkload(mesh, written) : OUTSIDE;
}

const mtls: Question = ({ args: [target] }, read) => {
  const written = readName('TARGET', target);
  return askUnits(read, [written], ({ mesh }) => {
    const server = findServer(mesh, written);
    if (!server) {
      return undefined;
    }
    if ('pods' in server) {
      return mesh.mtls(server, written.port);
    }
    const port = server.ports.find(({ number }) => number === written.port);
    if (written.port !== undefined && !port) {
      throw new BadUse(
        `${written.namespace}/${written.name} has no port ${written.port}.`,
        `Its ports are ${server.ports.map(({ number }) => number).join(', ')}.`,
      );
    }
    return mesh.mtlsOfService(server, port);
  }).map(({ unit, answer }) => ({
    unit,
    answer,
    sentences: [mtlsSentence(written.text, answer)],
  }));
};

const connection: Question = ({ args: [from, to] }, read) => {
  const caller = readCaller(from);
  const target = readNameAndPort('TO', to);
  return askUnits(read, caller ? [caller, target] : [target], ({ mesh }) => {
    const client = callerIn(mesh, caller);
    const server = findServer(mesh, target);
    return client && server && mesh.connection(client, server, target.port);
  }).map(({ unit, answer }) => ({
    unit,
    answer,
    sentences: connectionSentences(from, to, answer),
  }));
};

const authorize: Question = (options, read) => {
  const [from, to] = options.args;
  const caller = readCaller(from);
  const target = readNameAndPort('TO', to);
  const { method, path, host, headers } = options;
  const isHttp = [method, path, host, headers].some(part => part !== undefined);
  return askUnits(read, caller ? [caller, target] : [target], ({ mesh }) => {
    const client = callerIn(mesh, caller);
    const service = mesh.service(target.namespace, target.name);
    const workload = findWorkload(mesh, target);
    const port = service?.ports.find(({ number }) => number === target.port);
    return (
      client &&
      workload &&
      mesh.authorize({
        source: client === OUTSIDE ? {} : { workload: client },
        destination: {
          workload,
          port: port ? port.targetPort ?? port.number : target.port,
        },
        protocol: port?.protocol ?? (isHttp ? 'http' : undefined),
        http: isHttp ? { method, path, host, headers } : undefined,
      })
    );
  }).map(({ unit, answer }) => ({
    unit,
    answer,
    sentences: authorizeSentences(from, to, answer),
  }));
};

const route: Question = (options, read) => {
  const [from, to] = options.args;
  const caller = readName('FROM', from);
  const [, host, port] = /^([^/\s]+):(\d+)$/.exec(to ?? '') ?? [];
  if (!host) {
    throw new BadUse(
      to === undefined ? 'HOST is missing.' : `${to} is no host with a port.`,
      'Write it as the caller does, such as orders:8080 or orders.shop.svc.cluster.local:8080.',
    );
  }
  const { path, method, headers } = options;
  const request: Omit<RouteRequest, 'from'> = {
    host,
    port: Number(port),
    path,
    method,
    headers,
  };
  return askUnits(read, [caller], ({ mesh }) => {
    const workload = findWorkload(mesh, caller);
    return workload && mesh.route({ from: workload, ...request });
  }).map(({ unit, answer }) => ({
    unit,
    answer,
    sentences: routeSentences(from, to, answer),
  }));
};

/** By the word that asks. */
export const QUESTIONS = new Map<string, Question>([
  ['mtls', mtls],
  ['connection', connection],
  ['authorize', authorize],
  ['route', route],
]);
