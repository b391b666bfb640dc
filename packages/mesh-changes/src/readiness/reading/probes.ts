import { at, record } from '../../templates/security/common/values';
import { containersOf, PROBES, type Container } from './podTemplate';
import type { Subject } from './Subject';

/** A probe of a container of the application. */
export interface Probe {
  container: Container;
  name: string;
  kind: 'httpGet' | 'grpc' | 'tcpSocket' | 'exec' | undefined;
  port: unknown;
}

const KINDS = ['httpGet', 'grpc', 'tcpSocket', 'exec'] as const;

export const probesOf = ({ template }: Pick<Subject, 'template'>): Probe[] =>
  containersOf(template).flatMap(container =>
    PROBES.filter(name => container.spec[name] !== undefined).map(name => {
      const probe = record(container.spec[name]);
      const kind = KINDS.find(each => probe[each] !== undefined);
      return { container, name, kind, port: kind && at(probe, kind, 'port') };
    }),
  );
