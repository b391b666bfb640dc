/** What a command prints, and how it ends. */
export interface Answer {
  text: string;
  exitCode: number;
}
