import { html, type Html } from './html';

function line(text: string): Html {
  if (text.startsWith('+') && !text.startsWith('+++')) {
    return html`<ins>${text}</ins>`;
  }
  return text.startsWith('-') && !text.startsWith('---')
    ? html`<del>${text}</del>`
    : html`${`${text}\n`}`;
}

/** A unified diff with its additions and deletions marked. */
export function diffView(diff: string): Html {
  return diff
    ? html`<pre class="diff" tabindex="0" aria-label="Diff">
${diff.split('\n').map(line)}</pre
      >`
    : html`<p>Nothing differs.</p>`;
}
