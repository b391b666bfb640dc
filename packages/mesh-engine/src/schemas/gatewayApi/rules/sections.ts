import type { Rule } from '../../schema';

/** What a reference names; absent fields have the defaults of the Gateway API. */
interface Reference {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  sectionName?: string;
}

function sectionsByTarget(refs: readonly Reference[]): string[][] {
  const sections = new Map<string, string[]>();
  for (const ref of refs) {
    const { group, kind = 'Gateway', name, namespace = '' } = ref;
    const target = JSON.stringify([
      group ?? 'gateway.networking.k8s.io',
      kind,
      namespace,
      name,
    ]);
    const found = sections.get(target) ?? [];
    sections.set(target, [...found, ref.sectionName ?? '']);
  }
  return [...sections.values()];
}

export function sectionGiven(noun: 'parent' | 'target'): Rule<Reference[]> {
  return {
    apiServer: `sectionName must be specified when ${noun}Refs includes 2 or more references to the same ${noun}`,
    message: `The same ${noun} is named as a whole and by one of its sections.`,
    fix: 'Add sectionName to each reference to it, or keep the one without.',
    judge: refs =>
      sectionsByTarget(refs).every(
        sections => !sections.includes('') || sections.every(name => !name),
      ),
  };
}

export function sectionUnique(noun: 'parent' | 'target'): Rule<Reference[]> {
  return {
    apiServer: `sectionName must be unique when ${noun}Refs includes 2 or more references to the same ${noun}`,
    message: `The same section of a ${noun} is named twice.`,
    fix: 'Remove one of the two references.',
    judge: refs =>
      sectionsByTarget(refs).every(
        sections => new Set(sections).size === sections.length,
      ),
  };
}
