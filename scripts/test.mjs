// `npm test`: installs what is missing and runs every check and test.
import { runUnderToolchain } from './toolchain.mjs';

runUnderToolchain('test/run.mjs', process.argv.slice(2));
