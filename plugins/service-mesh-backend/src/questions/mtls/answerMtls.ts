import type { MeshService } from '@ecotrack/mesh-engine';
import type {
  EncryptionTotals,
  Mtls,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { authoritiesOf } from '../certificates/authoritiesOf';
import { sourcesOf, type FurtherReadings, type QuestionInput } from '../input';
import { encryptionOf } from '../traffic/encryption';
import { isEntry, isListed, nodeId } from '../traffic/peers';
import { TrafficIndex } from '../traffic/TrafficIndex';
import { countModes } from './modes';
import { mtlsRows } from './mtlsRows';
import { mtlsSentence } from './mtlsSentence';

/** Observed share of requests over mTLS, and the modes of services; those behind the entries only. */
function totalsOf(
  input: QuestionInput,
  index: TrafficIndex,
  services: readonly MeshService[],
): EncryptionTotals {
  const inner = services.filter(service => !isEntry(input.mesh, service));
  const rates = { mtls: 0, plaintext: 0, unknown: 0 };
  for (const service of inner) {
    for (const { call, target } of index.into(
      nodeId({ type: 'service', service }),
    )) {
      if (call.protocol !== 'tcp') {
        rates[encryptionOf(call, target)] += call.rate;
      }
    }
  }
  const known = rates.mtls + rates.plaintext;
  return {
    mtlsShare: known > 0 ? rates.mtls / known : null,
    plaintextRate: known > 0 ? rates.plaintext : null,
    services: countModes(input, inner),
  };
}

function namespacesOf(
  input: QuestionInput,
  services: readonly MeshService[],
): Mtls['namespaces'] {
  const names = [...new Set(services.map(({ namespace }) => namespace))];
  return names.map(name => ({
    namespace: name,
    ...countModes(
      input,
      services.filter(({ namespace }) => namespace === name),
    ),
  }));
}

/** What is configured and what is observed of mTLS, for each service and port. */
export function answerMtls(
  input: QuestionInput,
  readings: FurtherReadings,
): Mtls {
  const { mesh } = input;
  const index = new TrafficIndex(input);
  const services = mesh.services.filter(
    service => service.kind === 'service' && isListed(mesh, service),
  );
  const items = services.flatMap(service =>
    mtlsRows(input, index, service, readings),
  );
  const totals = totalsOf(input, index, services);
  return {
    environment: input.environment,
    window: input.window.text,
    answer: mtlsSentence(input, totals, items),
    totals,
    namespaces: namespacesOf(input, services),
    items,
    authorities: authoritiesOf(input, readings),
    sources: sourcesOf(input),
  };
}
