import type { Field } from '../Field';
import { validateTexts } from '../parts/fields';
import {
  changedHeaderProblem,
  isAuthorityHeader,
  setHeaderProblem,
} from '../values/headers';
import { headerValueProblem } from '../values/headerValue';

/** Headers that requests and responses get or lose. */
export function validateHeaders(headers: Field): void {
  const sides = [
    { side: headers.get('request'), problem: setHeaderProblem },
    { side: headers.get('response'), problem: changedHeaderProblem },
  ];
  for (const { side, problem } of sides) {
    for (const change of ['add', 'set']) {
      for (const [name, value] of side.get(change).entries) {
        value.refuse('header', problem(name));
        value.refuse('header', headerValueProblem(value.word));
      }
    }
    validateTexts(side.get('remove'), 'header', changedHeaderProblem);
  }
}

/** The authority is written at one place only. */
export function validateAuthority(rewrite: Field, headers: Field): void {
  let current = rewrite.get('authority').text;
  for (const change of ['set', 'add']) {
    for (const [name, value] of headers.get('request').get(change).entries) {
      if (isAuthorityHeader(name)) {
        if (current !== '') {
          value.error(
            'exclusive',
            `authority header cannot be set multiple times: have ${JSON.stringify(
              current,
            )}, attempting to set ${JSON.stringify(value.word)}`,
          );
          return;
        }
        current = value.word;
      }
    }
  }
}
