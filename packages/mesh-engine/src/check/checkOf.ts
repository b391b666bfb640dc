import { CHECKS } from './checks';

/** What a code of a finding stands for. @public */
export interface CheckInfo {
  code: string;
  /** What is wrong, in a few words. */
  title: string;
  /** Codes of the same thing in Kiali and in `istioctl analyze`. */
  kiali?: readonly string[];
  istioctl?: readonly string[];
}

/** Codes that are no check of a whole mesh: by their beginning. */
const OTHERS: [string, string][] = [
  ['MESH0', 'cannot be read'],
  ['MESH10', 'not as its kind is defined'],
  ['MESH11', 'refused by Istio'],
];

/** What a code of a finding stands for, and which codes of Kiali and istioctl say the same. @public */
export function checkOf(code: string): CheckInfo {
  const found = CHECKS.find(check => check.code === code);
  const other = OTHERS.find(([start]) => code.startsWith(start));
  return found ?? { code, title: other?.[1] ?? code };
}
