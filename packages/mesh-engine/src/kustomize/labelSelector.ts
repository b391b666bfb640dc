/** One requirement of a label selector in text form, such as `app=web`, `tier in (a, b)` or `!canary`. */
function fitsTerm(term: string, labels: Record<string, string>): boolean {
  const set = /^(\S+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(term);
  if (set) {
    const values = set[3].split(',').map(value => value.trim());
    const isIn =
      labels[set[1]] !== undefined && values.includes(labels[set[1]]);
    return set[2] === 'in' ? isIn : !isIn;
  }
  const equality = /^([^\s=!]+)\s*(==|=|!=)\s*([^\s=!]*)$/.exec(term);
  if (equality) {
    const isEqual = labels[equality[1]] === equality[3];
    return equality[2] === '!=' ? !isEqual : isEqual;
  }
  const presence = /^(!?)([^\s=!,()]+)$/.exec(term);
  if (!presence) {
    throw new Error(`the selector ${term} is not understood`);
  }
  return (labels[presence[2]] !== undefined) === (presence[1] === '');
}

/** Whether labels fit a selector in text form. @throws when the selector is not one. */
export function fitsSelectorText(
  selector: string,
  labels: Record<string, string>,
): boolean {
  return selector
    .split(/,(?![^(]*\))/)
    .map(term => term.trim())
    .every(term => fitsTerm(term, labels));
}
