import { FAULT_KINDS, type Fault } from '../faults/types';

const escape = (text: string) =>
  text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`);

const describe = ({ cluster, kind, namespace, name, version }: Fault) =>
  escape([cluster, kind, namespace, name, version].filter(Boolean).join(' '));

const INPUTS = [
  ['namespace', 'text', 'ecotrack'],
  ['name', 'text', 'payment-service'],
  ['version', 'text', ''],
  ['share', 'number', ''],
  ['factor', 'number', ''],
  ['minutes', 'number', ''],
];

const STYLE = `
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark; }
label { display: block; margin: .6rem 0; } label:has(:disabled) { display: none; }
input, select, button { font: inherit; margin-left: .5rem; }`;

const SCRIPT = `
const form = document.querySelector('form');
const show = () => {
  const fields = form.kind.selectedOptions[0].dataset.fields.split(' ');
  for (const input of form.querySelectorAll('input')) input.disabled = !fields.includes(input.name);
};
form.kind.addEventListener('change', show);
show();
form.addEventListener('submit', async event => {
  event.preventDefault();
  const fields = {};
  for (const { name, value, type, disabled } of form.elements) {
    if (name && value && !disabled) fields[name] = type === 'number' ? Number(value) : value;
  }
  const response = await fetch('faults', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) });
  if (response.ok) location.reload(); else form.querySelector('output').textContent = (await response.json()).error;
});
for (const button of document.querySelectorAll('[data-off]')) button.addEventListener('click', async () => {
  await fetch('faults/' + button.dataset.off, { method: 'DELETE' });
  location.reload();
});`;

/** A page to see the clusters and to switch faults on and off by hand. */
export function faultPage(
  clusters: readonly string[],
  active: readonly Fault[],
): string {
  const kinds = Object.entries(FAULT_KINDS);
  const faults = active.map(
    fault =>
      `<li>${describe(fault)} <button data-off="${fault.id}">Switch off ${
        fault.kind
      }</button></li>`,
  );
  const inputs = INPUTS.map(
    ([name, type, value]) =>
      `<label>${name} <input name="${name}" type="${type}" step="any" value="${value}"></label>`,
  );
  const links = clusters.map(
    name =>
      `<li>${name}: <a href="clusters/${name}/metrics">metrics</a>, <a href="clusters/${name}/prometheus/api/v1/query?query=ALERTS">alerts</a></li>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Embedded platform</title>
<style>${STYLE}</style>
<h1>Embedded platform</h1>
<p>What stands in for the clusters of the portal. Faults that are switched on here are seen there.</p>
<h2>Faults that are on</h2>
<ul>${faults.join('') || '<li>None.</li>'}</ul>
<h2>Switch a fault on</h2>
<form>
<label>cluster <select name="cluster">${clusters
    .map(name => `<option>${name}</option>`)
    .join('')}</select></label>
<label>kind <select name="kind">${kinds
    .map(
      ([kind, { needs, may }]) =>
        `<option data-fields="${[...needs, ...may].join(
          ' ',
        )}">${kind}</option>`,
    )
    .join('')}</select></label>
${inputs.join('\n')}
<button>Switch on</button> <output role="status"></output>
</form>
<h2>Kinds</h2>
<dl>${kinds
    .map(([kind, { says }]) => `<dt>${kind}</dt><dd>${says}</dd>`)
    .join('')}</dl>
<h2>Clusters</h2>
<ul>${links.join('')}</ul>
<script>${SCRIPT}</script>
</html>`;
}
