import type { Mesh, MeshService, Workload } from '@ecotrack/mesh-engine';
import { BadUse } from '../BadUse';
import type { ReadUnits, Unit } from '../sources/readUnits';

/** A workload or service as it is written on the command line. */
export interface Written {
  text: string;
  namespace: string;
  name: string;
  port?: number;
}

/** Reads `NAMESPACE/NAME` with `:PORT` or without. @throws BadUse */
export function readName(what: string, text: string | undefined): Written {
  const [, namespace, name, port] =
    /^([^/\s]+)\/([^/\s:]+)(?::(\d+))?$/.exec(text ?? '') ?? [];
  if (text === undefined || !namespace) {
    throw new BadUse(
      text === undefined
        ? `${what} is missing.`
        : `${what} ${text} is not a name.`,
      `Write ${what} as NAMESPACE/NAME, such as shop/orders or shop/orders:8080.`,
    );
  }
  return { text, namespace, name, port: port ? Number(port) : undefined };
}

/** The same with a port. @throws BadUse */
export function readNameAndPort(
  what: string,
  text: string | undefined,
): Written & { port: number } {
  const written = readName(what, text);
  if (written.port === undefined) {
    throw new BadUse(
      `${what} ${text} has no port.`,
      `Write ${what} with a port, such as ${text}:8080.`,
    );
  }
  return { ...written, port: written.port };
}

/** The service of that name, or else the workload. */
export function findServer(
  mesh: Mesh,
  { namespace, name }: Written,
): MeshService | Workload | undefined {
  return mesh.service(namespace, name) ?? mesh.workload(namespace, name);
}

/** The workload of that name, or else the first one behind the service of that name. */
export function findWorkload(
  mesh: Mesh,
  { namespace, name }: Written,
): Workload | undefined {
  return (
    mesh.workload(namespace, name) ??
    mesh.service(namespace, name)?.workloads[0]
  );
}

/** Asks every unit that knows all subjects. @throws BadUse when none does */
export function askUnits<T>(
  { units }: ReadUnits,
  subjects: readonly Written[],
  ask: (unit: Unit) => T | undefined,
): { unit: Unit; answer: T }[] {
  const answers = units.flatMap(unit => {
    const answer = ask(unit);
    return answer === undefined ? [] : [{ unit, answer }];
  });
  if (answers.length === 0) {
    const unknown = subjects.find(
      subject => !units.some(({ mesh }) => findServer(mesh, subject)),
    );
    throw new BadUse(
      unknown
        ? `Nothing that was read has a workload or service ${unknown.text}.`
        : `No mesh that was read has both ${subjects
            .map(({ text }) => text)
            .join(' and ')}.`,
      'Correct the name, or say with --files what to read.',
    );
  }
  return answers;
}
