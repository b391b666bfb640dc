/** Part of a file that holds one document, or more where `several` is set. */
export interface Chunk {
  text: string;
  /** Offset in the file. */
  start: number;
  several?: boolean;
}

/** Directives, document ends, and content on the line of a document start: only the full parser tells documents apart. */
const UNUSUAL = /^(?:%|\.\.\.(?:\s|$)|---[ \t]+[^ \t\n#])/m;
const START = /^---(?:[ \t][^\n]*)?(?:\n|$)/gm;

/** The documents of a file. */
export function splitDocuments(text: string): Chunk[] {
  if (UNUSUAL.test(text)) {
    return [{ text, start: 0, several: true }];
  }
  const chunks: Chunk[] = [];
  let start = 0;
  for (const marker of text.matchAll(START)) {
    chunks.push({ text: text.slice(start, marker.index), start });
    start = marker.index + marker[0].length;
  }
  chunks.push({ text: text.slice(start), start });
  return chunks;
}
