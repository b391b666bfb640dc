import { html, type Html } from './html';

const STYLE = html` :root { color-scheme: light dark; } body { font: 1rem/1.5
system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
pre { overflow: auto; border: 1px solid; border-radius: .3rem; padding: .7rem;
white-space: pre-wrap; } pre.diff { white-space: pre; } ins, del {
text-decoration: none; display: block; } ins { color: light-dark(#116329,
#7ee787); } del { color: light-dark(#82071e, #ffa198); } table {
border-collapse: collapse; } td, th { text-align: left; padding: .2rem 1rem
.2rem 0; } form { display: inline; } button { font: inherit; padding: .3rem
.9rem; margin-right: .5rem; } [role='alert'] { border-left: .3rem solid #bf3989;
padding-left: .7rem; }`;

/** A whole page. */
export function layout(title: string, content: Html): string {
  return html`<!DOCTYPE html>
    <html lang="en">
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <title>${title}</title>
      <style>
        ${STYLE}
      </style>
      <nav><a href="/">All repositories</a></nav>
      <main>
        <h1>${title}</h1>
        ${content}
      </main>
    </html> `.text;
}
