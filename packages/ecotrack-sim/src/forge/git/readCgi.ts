/** Header of a CGI answer, and the first bytes of its body. */
export interface CgiAnswer {
  status: number;
  headers: [name: string, value: string][];
  body: Buffer;
}

const END = '\r\n\r\n';

/** Reads what a CGI program wrote so far; undefined while its header is not complete. */
export function readCgi(output: Buffer): CgiAnswer | undefined {
  const end = output.indexOf(END);
  if (end < 0) {
    return undefined;
  }
  const headers = output
    .toString('latin1', 0, end)
    .split('\r\n')
    .map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    });
  const status = headers.find(([name]) => name.toLowerCase() === 'status');
  return {
    status: Number.parseInt(status?.[1] ?? '200', 10),
    headers: headers.filter(header => header !== status),
    body: output.subarray(end + END.length),
  };
}
