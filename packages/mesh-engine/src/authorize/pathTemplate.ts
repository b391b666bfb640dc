import { RE2JS } from 're2js';
import type { TextTest } from './textTest';
import { trimText } from './trimText';

const ONE_SEGMENT = '{*}';
const ANY_SEGMENTS = '{**}';

/** What Envoy takes for a character of a segment. */
const LITERAL = "a-zA-Z0-9\\-._~%!$&'()+,;:@=";
const IS_LITERAL = new RegExp(`^[${LITERAL}]+$`);

/** Whether a path of a policy is a template, such as `/users/{*}/orders/{**}`. */
export const containsPathTemplate = (path: string): boolean =>
  path.includes(ONE_SEGMENT) || path.includes(ANY_SEGMENTS);

/** Whether a segment may stand beside the operators of a template. */
export const isValidLiteral = (segment: string): boolean =>
  IS_LITERAL.test(segment);

/** Whether Istio takes a path: a plain one, or a template in which `{**}` is the last operator. */
export function isValidPathTemplate(path: string): boolean {
  const isTemplate = containsPathTemplate(path);
  let isAfterAny = false;
  for (const segment of trimText(path, '/').split('/')) {
    if (segment === ONE_SEGMENT || segment === ANY_SEGMENTS) {
      if (isAfterAny) {
        return false;
      }
      isAfterAny = segment === ANY_SEGMENTS;
    } else if (
      /[{}]/.test(segment) ||
      (isTemplate && !isValidLiteral(segment))
    ) {
      return false;
    }
  }
  return true;
}

/** The template as Envoy writes it. */
export const envoyPathTemplate = (path: string): string =>
  path.replaceAll(ONE_SEGMENT, '*').replaceAll(ANY_SEGMENTS, '**');

/** `{*}` stands for one segment that is not empty, `{**}` for any number of characters and slashes. */
export function pathTemplateTest(template: string): TextTest {
  const pattern = template
    .split(/(\{\*\*?\})/)
    .map(part => {
      if (part === ONE_SEGMENT) {
        return `[${LITERAL}]+`;
      }
      return part === ANY_SEGMENTS ? `[${LITERAL}/]*` : RE2JS.quote(part);
    })
    .join('');
  const compiled = RE2JS.compile(pattern);
  return path => compiled.matches(path);
}
