import { ForgeError } from './ForgeError';
import type { Label } from './types';

/** The labels of a repository; a number names each. */
export class Labels {
  constructor(
    private readonly labels: Label[],
    private readonly changed: () => void,
  ) {}

  list(): readonly Label[] {
    return this.labels;
  }

  get(id: number): Label | undefined {
    return this.labels.find(label => label.id === id);
  }

  find(name: string): Label | undefined {
    return this.labels.find(label => label.name === name);
  }

  /** @throws ForgeError `exists`, `invalid` */
  create({ name, color, description = '' }: Partial<Label>): Label {
    const title = name?.trim() ?? '';
    if (!title || title.length > 50) {
      throw new ForgeError(
        'invalid',
        'A label needs a name of 1 to 50 characters.',
      );
    }
    const code = color?.replace(/^#/, '') ?? 'ededed';
    if (!/^[0-9a-f]{6}$/i.test(code)) {
      throw new ForgeError(
        'invalid',
        `The color ${color} must be six hexadecimal digits.`,
      );
    }
    if (this.find(title)) {
      throw new ForgeError('exists', `The label ${title} already exists.`);
    }
    const id = Math.max(0, ...this.labels.map(label => label.id)) + 1;
    const label = { id, name: title, color: code, description };
    this.labels.push(label);
    this.changed();
    return label;
  }
}
