import { isPort } from '../../authorize/conditionKeys';
import { isValidPathTemplate } from '../../authorize/pathTemplate';
import type { Field } from '../Field';
import { refuseEmptyValues } from './authorizationValues';

const PORT_LISTS = ['ports', 'notPorts'];
const PATH_LISTS = ['paths', 'notPaths'];
const LISTS = [
  ...PORT_LISTS,
  ...PATH_LISTS,
  'methods',
  'notMethods',
  'hosts',
  'notHosts',
];

/** What requests ask for. Answers whether a TCP connection has one of its attributes. */
export function validateOperation(operation: Field, position: number): boolean {
  if (LISTS.every(name => operation.get(name).items.length === 0)) {
    operation.error(
      'policy',
      `\`to.operation\` must not be empty, found at rule ${position}`,
      'Name what may be asked for, or remove it.',
    );
  }
  for (const port of PORT_LISTS.flatMap(name => operation.get(name).items)) {
    if (!isPort(port.text)) {
      port.error(
        'port',
        `invalid port ${port.word}, must be in the range 0..65535`,
      );
    }
  }
  for (const path of PATH_LISTS.flatMap(name => operation.get(name).items)) {
    if (!isValidPathTemplate(path.text)) {
      path.error(
        'match',
        `invalid or unsupported path ${path.text}. Contains '{' or '}' beyond a supported path template`,
        'Write {*} for one segment, or {**} for the rest as the last operator.',
      );
    }
  }
  refuseEmptyValues(operation, LISTS);
  return operation.has(...PORT_LISTS);
}
