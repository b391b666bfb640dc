import { callersOf } from '../../questions/mtls/callers';
import { callerRate } from '../../questions/mtls/plaintext';
import { observedEncryption } from '../../questions/traffic/encryption';
import { sentence, share } from '../../questions/wording/figures';
import { callsQuery, noCalls } from '../traffic/noCalls';
import type { Judge } from '../types';
import { namesOf } from '../wording';

/** Whether what came in the window came encrypted, as the proxy of the server counted it. */
export const observed: Judge = facts => {
  const { calls, isEntry, subject } = facts;
  const { service } = subject;
  if (isEntry) {
    return {
      state: 'not-needed',
      says: 'Clients outside the mesh call it; they have no certificate of the mesh.',
      because: [],
    };
  }
  if (!service || calls.length === 0) {
    return noCalls(facts);
  }
  const callers = callersOf(calls);
  const query = callsQuery(facts);
  const because = callers.map(caller => ({
    says: `${caller.name}: ${callerRate(caller)}, ${caller.encryption}.`,
    query,
  }));
  const { mtlsShare, reason } = observedEncryption(
    calls.map(({ call }) => call),
    { type: 'service', service },
    'nothing was counted',
  );
  if (mtlsShare === null) {
    return {
      state: 'unknown',
      says: sentence(reason ?? 'nothing tells'),
      because,
    };
  }
  const plain = callers.filter(({ encryption }) => encryption === 'plaintext');
  return plain.length === 0
    ? {
        state: 'done',
        says: `${share(mtlsShare)} of what came was encrypted, from ${namesOf(
          callers.map(({ name }) => name),
        )}.`,
        because,
      }
    : {
        state: 'waiting',
        says: `${share(1 - mtlsShare)} of what came was plaintext: ${namesOf(
          plain.map(caller => `${caller.name} (${callerRate(caller)})`),
        )}.`,
        because,
      };
};
