import { describeRef } from '../resources/ref';
import type { Impact } from './types';

type Changes = Omit<Impact, 'sentences'>;

/** Worst first. */
const RANKS = {
  refused: 0,
  broken: 0,
  denied: 1,
  plaintext: 2,
  error: 3,
  route: 4,
  allowed: 5,
  other: 6,
};

interface Ranked {
  rank: number;
  rate: number;
  text: string;
}

function rateText(rate: number | undefined): string {
  return rate ? ` (${Number(rate.toPrecision(3))} req/s now)` : '';
}

function accessSentences({ access }: Changes): Ranked[] {
  const words = {
    allow: 'may call',
    deny: 'may no longer call',
    depends: 'may call only if something unknown allows it:',
  };
  return access.map(change => {
    const { callers, server, port, request, after, requestRate } = change;
    const what = request
      ? ` with ${[request.method, request.path].filter(Boolean).join(' ')}`
      : '';
    return {
      rank:
        after === 'deny'
          ? RANKS.denied
          : after === 'allow'
          ? RANKS.allowed
          : RANKS.other,
      rate: requestRate ?? 0,
      text: `${callers.name} ${words[after]} ${describeRef(server)}${
        port ? ` on port ${port}` : ''
      }${what}${rateText(requestRate)}.`,
    };
  });
}

function connectionSentences({ connections }: Changes): Ranked[] {
  return connections.map(change => {
    const { callers, server, port, before, after, requestRate } = change;
    return {
      rank:
        after === 'refused' || after === 'broken'
          ? RANKS.refused
          : after === 'plaintext'
          ? RANKS.plaintext
          : RANKS.other,
      rate: requestRate ?? 0,
      text: `The connection of ${callers.name} to ${describeRef(
        server,
      )} on port ${port} is ${after} and was ${before}${rateText(
        requestRate,
      )}.`,
    };
  });
}

function routeSentences({ routes }: Changes): Ranked[] {
  return routes.map(({ host, port, from, before, after, requestRate }) => ({
    rank: RANKS.route,
    rate: requestRate ?? 0,
    text: `Requests to ${host}:${port} (${from}) go ${after
      .filter(way => !before.includes(way))
      .join(' | ')}; before: ${before
      .filter(way => !after.includes(way))
      .join(' | ')}${rateText(requestRate)}.`,
  }));
}

function findingSentences({ findings }: Changes): Ranked[] {
  const of = (list: Impact['findings']['gone'], says: string, worse: boolean) =>
    list.map(({ code, severity, message }) => ({
      rank: worse && severity === 'error' ? RANKS.error : RANKS.other,
      rate: 0,
      text: `${says} ${severity} ${code}: ${message}`,
    }));
  return [
    ...of(findings.appeared, 'New', true),
    ...of(findings.gone, 'Mended', false),
  ];
}

/** What changes for whom, in sentences, worst first. */
export function sentencesOf(changes: Changes): string[] {
  return [
    ...connectionSentences(changes),
    ...accessSentences(changes),
    ...routeSentences(changes),
    ...findingSentences(changes),
  ]
    .sort((a, b) => a.rank - b.rank || b.rate - a.rate)
    .map(({ text }) => text);
}
