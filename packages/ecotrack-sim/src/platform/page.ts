import { FAULT_KINDS, type Fault } from '../faults/types';

const escape = (text: string) =>
  text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`);

const describe = (fault: Fault) =>
  [fault.cluster, fault.kind, fault.namespace, fault.name, fault.version]
    .filter(Boolean)
    .join(' ');

/** A page to switch faults on and off by hand. */
export function faultPage(
  clusters: readonly string[],
  active: readonly Fault[],
) {
  const option = (value: string) => `<option>${escape(value)}</option>`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Embedded platform</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark; }
  label { display: block; margin: .6rem 0; } input, select { font: inherit; margin-left: .5rem; } button { font: inherit; padding: .2rem .8rem; }
</style>
<h1>Embedded platform</h1>
<p>What stands in for the clusters of the portal. Faults that are switched on here are seen there.</p>
<h2>Faults that are on</h2>
<ul>${
    active
      .map(
        fault =>
          `<li>${escape(describe(fault))} <button data-off="${escape(
            fault.id,
          )}">Switch off</button></li>`,
      )
      .join('') || '<li>None.</li>'
  }</ul>
<h2>Switch a fault on</h2>
<form>
  <label>Cluster <select name="cluster">${clusters
    .map(option)
    .join('')}</select></label>
  <label>Kind <select name="kind">${Object.keys(FAULT_KINDS)
    .map(option)
    .join('')}</select></label>
  <label>Namespace <input name="namespace" value="ecotrack"></label>
  <label>Service or workload <input name="name" value="payment-service"></label>
  <label>Version <input name="version"></label>
  <button>Switch on</button> <output role="status"></output>
</form>
<h2>Kinds</h2>
<dl>${Object.entries(FAULT_KINDS)
    .map(([kind, { says, needs }]) => {
      const wants = needs.length > 0 ? ` (needs ${needs.join(', ')})` : '';
      return `<dt><code>${kind}</code></dt><dd>${escape(says)}${wants}</dd>`;
    })
    .join('')}</dl>
<script>
  const form = document.querySelector('form');
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const fields = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
    if (/away|watch/.test(fields.kind)) { delete fields.namespace; delete fields.name; delete fields.version; }
    const response = await fetch('faults', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) });
    if (response.ok) location.reload(); else form.querySelector('output').textContent = (await response.json()).error;
  });
  document.querySelectorAll('[data-off]').forEach(button => button.addEventListener('click', async () => {
    await fetch('faults/' + button.dataset.off, { method: 'DELETE' });
    location.reload();
  }));
</script>
</html>`;
}
