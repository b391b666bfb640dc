import { isAlias, isMap, isScalar, type ParsedNode } from 'yaml';
import { YamlEditError } from './YamlEditError';

/** Refuses a node that other places of the file share values with. */
export function refuseShared(node: ParsedNode, path: string): void {
  if (isAlias(node)) {
    throw new YamlEditError(
      path,
      `${path} is an alias, so other places would change with it. Write the value out, then ask again.`,
    );
  }
  if (node.anchor) {
    throw new YamlEditError(
      path,
      `${path} has the anchor &${node.anchor}, so other places may change with it. Write the values out, then ask again.`,
    );
  }
  if (
    isMap(node) &&
    node.items.some(({ key }) => isScalar(key) && key.source === '<<')
  ) {
    throw new YamlEditError(
      path,
      `${path} takes values from elsewhere by <<. Write them out, then ask again.`,
    );
  }
}
