import { matches } from '../../matches';
import type { Rule } from '../../schema';

const KEY =
  '^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$';

type Words = Record<string, string>;

/** Keys of labels and of annotations have the form that Kubernetes wants. */
export function metadataKeys(noun: 'Label' | 'Annotation'): Rule<Words>[] {
  const lower = noun.toLowerCase();
  return [
    {
      apiServer: `${noun} keys must be in the form of an optional DNS subdomain prefix followed by a required name segment of up to 63 characters.`,
      message: `The key of a${noun === 'Label' ? '' : 'n'} ${lower} is none.`,
      fix: 'Write a name of at most 63 letters, digits, hyphens, underscores and dots, behind a domain and a slash where it is of somebody.',
      judge: words => Object.keys(words).every(key => matches(KEY, key)),
    },
    {
      apiServer: `If specified, the ${lower} key's prefix must be a DNS subdomain not longer than 253 characters in total.`,
      message: `The domain before the slash of a key is too long.`,
      fix: 'Shorten it to less than 253 characters.',
      judge: words =>
        Object.keys(words).every(key => key.split('/')[0].length < 253),
    },
  ];
}
