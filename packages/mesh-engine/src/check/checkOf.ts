import { OBJECT_CODES, type CodeInfo } from '../findings/codes';
import { CHECKS } from './checks';

const infoOf = ({ code, title, kiali, istioctl }: CodeInfo): CodeInfo => ({
  code,
  title,
  kiali,
  istioctl,
});

/** Every code that a finding may have, in their order. @public */
export const FINDING_CODES: readonly CodeInfo[] = [...OBJECT_CODES, ...CHECKS]
  .map(infoOf)
  .sort((a, b) => (a.code < b.code ? -1 : 1));

const BY_CODE = new Map(FINDING_CODES.map(info => [info.code, info]));

/** What a code of a finding stands for, and which codes of Kiali and istioctl say the same. @public */
export function checkOf(code: string): CodeInfo {
  return BY_CODE.get(code) ?? { code, title: code };
}
