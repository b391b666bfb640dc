// Figures behind the claims of the documentation, as a table. `node benchmarks/run.mjs [--start | --engine]`
import { runUnderToolchain } from '../scripts/toolchain.mjs';

runUnderToolchain('../benchmarks/measure.mjs', process.argv.slice(2));
